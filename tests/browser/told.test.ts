import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  aMember,
  anAddress,
  anApplication,
  anEmployer,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aContext, aPage, isLive, violationsOn, wrongInBothLooks } from './chromium.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: AnEmployer
let posting: APosting
/** Of a company of their own: they are asked how it was while others are looked at. */
let rejected: { readonly by: AnEmployer; readonly people: readonly AnApplication[] }

beforeAll(async () => {
  server = await sharedServer()
  rejected = await fiveRejected()
  browser = await sharedChromium()
  employer = await anEmployer(server)
  posting = await aPublishedPosting(employer)
})

async function fiveRejected() {
  const by = await anEmployer(server)
  const job = await aPublishedPosting(by)
  const people = await Promise.all(Array.from({ length: 5 }, () => anApplication(by, job)))
  for (const { applicationId } of people) {
    expectStatus(await by.owner.patch(`${by.api}/applications/${applicationId}`, { status: 'rejected' }), 200)
  }
  return { by, people }
}

/** Addresses by mail, once the time to take a decision back is over. */
const askedLink = (email: string) =>
  eventually(async () => {
    const links = (await server.mail(email)).flatMap((mail) => mail.links)
    return links.find((link) => link.includes('/portal/answer'))
  }, 60_000)

describe('what people are told of', () => {
  it('[NOTE-11] is counted by the bell without loading the page, and read in one tab it is read in the other', async () => {
    const recruiter = await aMember(employer, 'recruiter')
    const one = await aPage(browser, recruiter)
    const two = await one.context().newPage()
    for (const page of [one, two]) {
      await visit(page, server.url)
      await isLive(page)
    }
    const bell = (page: Page, unread: number) =>
      page.getByRole('button', { name: unread === 0 ? /^Notifications$/ : `Notifications, ${unread} unread` })
    await bell(one, 0).waitFor()
    await anApplication(employer, posting)
    for (const page of [one, two]) await bell(page, 1).waitFor()
    await bell(one, 1).click()
    const panel = one.getByRole('dialog', { name: 'Notifications' })
    await panel.getByText(`applied for ${posting.title}`).waitFor()
    expect(await violationsOn(one)).toEqual([])
    await panel.getByText(`applied for ${posting.title}`).click()
    await one.getByRole('complementary', { name: 'Candidate' }).waitFor()
    for (const page of [one, two]) await bell(page, 0).waitFor()
  })
})

describe('what candidates say', () => {
  it("[NOTE-16] the candidate's own forms have no accessibility violation, and none scrolls sideways", async () => {
    const email = anAddress('applicant')
    const { portalUrl } = await anApplication(employer, posting, { email })
    const secret = new URL(portalUrl).search
    const page = await aPage(browser, null)
    for (const path of ['/portal', '/portal/about-me', '/portal/data', `/careers/${employer.slug}/alerts`]) {
      const found = await wrongInBothLooks(page, () => page.goto(`${server.url}${path}${secret}`))
      expect(found, path).toEqual([])
    }
    const posted = await new Caller(server).post(`/api/careers/${employer.slug}/alerts`, { email })
    expectStatus(posted, 202)
  })

  it('[ANS-7] is asked without JavaScript, read once five have answered, and answered on the careers page', async () => {
    const { by, people } = rejected
    const page = await aPage(browser, by.owner)
    await visit(page, `${server.url}/answers`)
    await page.getByText('No answers to show yet').waitFor()
    const visitor = await aContext(browser, null, { javaScriptEnabled: false })
    onTestFinished(() => visitor.close())
    const form = await visitor.newPage()
    for (const [index, { email }] of people.entries()) {
      await form.goto(await askedLink(email))
      if (index === 0) {
        await form.getByRole('button', { name: 'Send answer' }).click()
        await form.getByText('Your answer was not sent').waitFor()
      }
      await form.getByLabel('Good', { exact: true }).check()
      await form
        .getByRole('group', { name: /What should be better/ })
        .getByLabel('How long it took')
        .check()
      await form.getByLabel('In your own words').fill(`It took ${index + 2} weeks`)
      await form.getByRole('button', { name: 'Send answer' }).click()
      await form.getByRole('heading', { name: 'Thank you for your answer' }).waitFor()
    }
    await page.getByText('It took 6 weeks').waitFor()
    await page.getByRole('button', { name: 'Say what you changed' }).click()
    await page.getByLabel('What candidates said').fill('It takes long')
    await page.getByLabel('What you changed').fill('You hear within a week now.')
    await page.getByRole('button', { name: 'Publish on the careers page' }).click()
    await page.getByText('You hear within a week now.').waitFor()
    await form.goto(`${server.url}/careers/${by.slug}`)
    await form.getByText('You hear within a week now.').waitFor()
    const looks = async (path: string) =>
      wrongInBothLooks(page, async () => {
        await visit(page, `${server.url}${path}`)
        await isLive(page)
        await page.getByRole('heading', { level: 1 }).waitFor()
      })
    for (const path of ['/answers', '/settings/webhooks', '/notifications']) expect(await looks(path), path).toEqual([])
  })
})

describe('the webhooks', () => {
  it('[HOOK-9] show on an open page that one was switched off, and a new secret in a dialog that has the focus', async () => {
    const receiver = createServer((request, response) => {
      request.resume()
      response.writeHead(410).end()
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void receiver.close())
    await once(receiver, 'listening')
    const { port } = receiver.address() as AddressInfo
    const hook = { url: `http://127.0.0.1:${port}/`, types: ['application.received'] }
    expectStatus(await employer.owner.post(`${employer.api}/webhooks`, hook), 201)
    const page = await aPage(browser, employer.owner)
    await visit(page, `${server.url}/settings/webhooks`)
    await page.getByRole('button', { name: 'Send a test' }).click()
    await page.getByText('Switched off after failures').waitFor()
    await page.getByRole('button', { name: 'New secret' }).click()
    await page.getByRole('button', { name: 'Make a new secret' }).click()
    const dialog = page.getByRole('dialog', { name: 'The secret of this webhook' })
    await dialog.waitFor()
    await page.getByRole('dialog', { name: 'Make a new secret?' }).waitFor({ state: 'detached' })
    await dialog.locator(':focus').waitFor()
    await dialog.getByRole('button', { name: 'I have it' }).click()
  })
})
