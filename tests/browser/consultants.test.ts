import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  aConsultant,
  aMember,
  anAddress,
  anEmployer,
  anEngagement,
  anInvitedConsultant,
  aPublishedPosting,
  type Caller,
  password,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aPage, isLive, wrongInBothLooks } from './chromium.ts'
import { leaves } from './contexts.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
/** Of those tests that are not about a company's name or about all of its engagements. */
let employer: AnEmployer
beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await anEmployer(server)
})

async function openPage(person: Caller | null, path?: string): Promise<Page> {
  const page = await aPage(browser, person)
  if (path !== undefined) await visit(page, server.url + path)
  return page
}
const group = (page: Page, name: string) => page.getByRole('region', { name })

/** The invitation is sent in the page; whoever reads its mail registers, confirms and signs in. */
async function inviteAndRegister(owner: Page, email: string): Promise<Page> {
  await owner.getByRole('button', { name: 'Invite a consultant' }).first().click()
  const dialog = owner.getByRole('dialog', { name: 'Invite a consultant' })
  await dialog.getByLabel('E-mail').fill(email)
  await dialog.getByLabel('What you ask for').fill('Look at our interviews')
  await dialog.getByRole('button', { name: 'Send the invitation' }).click()
  await group(owner, 'Invited').getByText(email).waitFor()

  const link = await eventually(async () => (await server.mail(email))[0]?.links[0])
  const page = await openPage(null, link.slice(server.url.length))
  await page.getByRole('heading', { name: 'Register as a consultant' }).waitFor()
  expect(await page.getByLabel('E-mail').inputValue()).toBe(email)
  await page.getByLabel('Your name').fill('Noor Haddad')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Register' }).click()
  await page.getByRole('heading', { name: 'Check your mail' }).waitFor()
  const confirm = await eventually(async () =>
    (await server.mail(email)).flatMap(({ links }) => links).find((one) => one.includes('/verify-email')),
  )
  await page.goto(confirm)
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await page.getByText('Your address is confirmed').waitFor()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  return page
}

describe('an engagement on two screens', () => {
  it('[ENG-15] begins by mail and is seen live by both', async () => {
    const employer = await anEmployer(server, { companyName: 'Northwind Trading' })
    await aPublishedPosting(employer, { title: 'Lighthouse keeper' })
    const owner = await openPage(employer.owner, '/consultants')
    await owner.getByRole('heading', { name: 'No consultant looks at your hiring yet' }).waitFor()
    const noor = await inviteAndRegister(owner, anAddress('noor'))
    const invitation = noor.getByRole('article', { name: 'Invitation by Northwind Trading' })
    await invitation.getByText('Look at our interviews').waitFor()
    expect(await noor.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Pipeline' }).count()).toBe(
      0,
    )
    // The engagement is shown before the rights that come with it are read.
    let letThrough = () => {}
    const held = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    await noor.route('**/api/auth/session', async (route) => {
      await held
      await route.continue()
    })
    await invitation.getByRole('button', { name: 'Accept' }).click()

    await group(owner, 'Active').getByText('Noor Haddad').waitFor()
    const way = noor
      .getByRole('article', { name: 'Northwind Trading', exact: true })
      .getByRole('button', { name: 'Postings' })
    await way.waitFor()
    expect(await way.isDisabled()).toBe(true)
    letThrough()
    await way.click()
    await noor.getByText('Lighthouse keeper').first().waitFor()
  })

  it('[ENG-16] ends at once: the pages of the company go from the consultant’s screen', async () => {
    await aPublishedPosting(employer, { title: 'Lighthouse keeper' })
    const consultant = await aConsultant(server)
    await anEngagement(employer, consultant)
    const noor = await openPage(consultant, '/postings')
    await noor.getByText('Lighthouse keeper').first().waitFor()
    await isLive(noor)
    const owner = await openPage(employer.owner, '/consultants')
    await group(owner, 'Active').getByRole('link', { name: 'Noor Haddad', exact: true }).click()
    const pane = owner.getByRole('dialog', { name: 'Noor Haddad' })
    await pane.getByRole('button', { name: 'End the engagement…' }).click()
    const dialog = owner.getByRole('dialog', { name: 'End the engagement with Noor Haddad?' })
    await dialog.getByRole('button', { name: 'End the engagement' }).click()

    await noor.getByRole('heading', { name: 'You work with no company at present' }).waitFor()
    expect(await noor.getByText('Lighthouse keeper').count()).toBe(0)
    expect(new URL(noor.url()).pathname).toBe('/')
    await visit(owner, `${server.url}/consultants`)
    await group(owner, 'Past').getByText('Noor Haddad').waitFor()
  })

  it('[ENG-15] an invitation that comes while the page is open shows by itself, and can be declined', async () => {
    const employer = await anEmployer(server, { companyName: 'Southwind Trading' })
    const consultant = await aConsultant(server)
    const noor = await openPage(consultant, '/')
    await noor.getByRole('heading', { name: 'No company has invited you yet' }).waitFor()
    const owner = await openPage(employer.owner, '/consultants')
    await anInvitedConsultant(employer, consultant.email)
    const invitation = noor.getByRole('article', { name: 'Invitation by Southwind Trading' })
    await invitation.getByRole('button', { name: 'Decline' }).click()
    await group(noor, 'Past').getByText('Declined').waitFor()
    await group(owner, 'Past').getByText('Declined').waitFor()
  })

  it('[ENG-15] accepted elsewhere, it is on the page that was open with no company', async () => {
    const consultant = await aConsultant(server)
    const noor = await openPage(consultant, '/messages')
    await noor.getByRole('heading', { name: 'No conversations yet' }).waitFor()
    await anEngagement(await anEmployer(server), consultant)
    await noor.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await noor.getByRole('link', { name: 'Pipeline' }).waitFor()
    await noor.getByRole('heading', { name: 'No conversations yet' }).waitFor({ state: 'detached' })
  })

  it('[ENG-13] an interviewer is added to the conversation, and sees the way in', async () => {
    const consultant = await aConsultant(server)
    const interviewer = await aMember(employer, 'interviewer')
    const { id } = await anEngagement(employer, consultant)
    const reader = await openPage(interviewer, '/consultants')
    await isLive(reader)
    await group(reader, 'Active').getByText('Noor Haddad').waitFor()
    const way = reader.getByRole('link', { name: 'Open the conversation with Noor Haddad' })
    expect(await way.count()).toBe(0)
    const owner = await openPage(employer.owner, `/consultants/${id}`)
    await owner.getByRole('combobox', { name: 'Add an interviewer' }).selectOption({ label: 'A interviewer' })
    await way.waitFor()
    await owner.getByRole('button', { name: 'Take A interviewer out' }).click()
    await way.waitFor({ state: 'detached' })
  })
})

describe('a consultant', () => {
  it('[ENG-17] of two companies opens each from one home, and loses one alone', async () => {
    const consultant = await aConsultant(server)
    const [north, south] = [
      await anEmployer(server, { companyName: 'Northwind Trading' }),
      await anEmployer(server, { companyName: 'Southwind Trading' }),
    ]
    await aPublishedPosting(north, { title: 'Lighthouse keeper' })
    await aPublishedPosting(south, { title: 'Cable car driver' })
    await anEngagement(north, consultant)
    const { id } = await anEngagement(south, consultant)
    const noor = await openPage(consultant, '/')
    const open = (company: string) =>
      noor.getByRole('article', { name: company, exact: true }).getByRole('button', { name: 'Postings' }).click()
    await open('Southwind Trading')
    await noor.getByText('Cable car driver').first().waitFor()
    expect(await noor.getByText('Lighthouse keeper').count()).toBe(0)
    await isLive(noor)
    await south.owner.post(`${south.api}/engagements/${id}/end`, {})
    // The page of the one that is left takes its place.
    await noor.getByText('Lighthouse keeper').first().waitFor()
    expect(await noor.getByText('Cable car driver').count()).toBe(0)
  })

  it('[ENG-19] whom no company engages any more reads on where that was left open, until it is closed', async () => {
    const employer = await anEmployer(server, { companyName: 'Northwind Trading' })
    const consultant = await aConsultant(server)
    const { id, conversationId } = await anEngagement(employer, consultant)
    const words = { consultantId: consultant.userId, message: 'Thank you for everything' }
    await employer.owner.post(`${employer.api}/messages`, words, { 'idempotency-key': randomUUID() })
    await employer.owner.post(`${employer.api}/engagements/${id}/end`, { historyOpen: true })
    const noor = await openPage(consultant, '/')
    await group(noor, 'Past').getByRole('link', { name: 'Read the conversation' }).click()
    await noor.getByText('Thank you for everything').first().waitFor()
    await noor.getByText('The engagement has ended.').waitFor()
    expect(new URL(noor.url()).pathname).toBe(`/messages/${conversationId}`)
    // By now the message is read; until the server has heard of that, it is counted beside the word.
    const pages = noor.getByRole('navigation', { name: 'Pages' }).getByRole('link')
    await eventually(async () => (await pages.allTextContents()).join() === 'ClearView,Home,Messages,Profile')
    await isLive(noor)

    await employer.owner.patch(`${employer.api}/engagements/${id}`, { historyOpen: false })
    await noor.getByText('This conversation is not open to you').waitFor()
    await noor.getByRole('heading', { name: 'No conversations yet' }).waitFor()
    expect(await noor.getByText('Thank you for everything').count()).toBe(0)
  })

  it('[ENG-2] writes a profile that the employer reads', async () => {
    const consultant = await aConsultant(server)
    const { id } = await anEngagement(employer, consultant)
    const noor = await openPage(consultant, '/profile')
    await noor.getByLabel('Headline').fill('Structured interviews')
    await noor.getByRole('combobox', { name: 'Expertise' }).fill('Inclusive language')
    await noor.keyboard.press('Enter')
    await noor.getByRole('button', { name: 'Save' }).click()
    await noor.getByText('Saved.').waitFor()
    const owner = await openPage(employer.owner, `/consultants/${id}`)
    const pane = owner.getByRole('dialog', { name: 'Noor Haddad' })
    await pane.getByText('Structured interviews').waitFor()
    await pane.getByText('Inclusive language').waitFor()
  })
})

describe('the pages of consultants', () => {
  it('[ENG-18] have no violation, and nothing scrolls sideways, light and dark, wide and on a phone', async () => {
    const consultant = await aConsultant(server)
    const newcomer = await aConsultant(server)
    const { id } = await anEngagement(employer, consultant)
    await anInvitedConsultant(employer, newcomer.email)
    const pages: [Caller | null, string, (page: Page) => Promise<unknown>][] = [
      [null, '/consultants/register', (page) => page.getByLabel('Your name').waitFor()],
      [consultant, '/', (page) => page.getByText('Open postings').waitFor()],
      [newcomer, '/', (page) => page.getByRole('button', { name: 'Accept' }).waitFor()],
      [consultant, '/profile', (page) => page.getByLabel('Headline').waitFor()],
      [employer.owner, '/consultants', (page) => group(page, 'Invited').waitFor()],
      [employer.owner, `/consultants/${id}`, (page) => page.getByText('In the conversation').waitFor()],
      [employer.owner, '/consultants?invite=1', (page) => page.getByLabel('What you ask for').waitFor()],
    ]
    for (const [person, path, isThere] of pages) {
      const page = await openPage(person)
      const wrong = await wrongInBothLooks(page, async () => {
        await visit(page, server.url + path)
        await isThere(page)
      })
      expect({ path, wrong }).toEqual({ path, wrong: [] })
      await leaves(page.context())
    }
  })
})
