import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  aMember,
  anApplication,
  anEmployer,
  aPosting,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aPage, wrongInBothLooks } from './chromium.ts'
import { holdBack } from './hold-back.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: AnEmployer

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await anEmployer(server)
})

/** A page of somebody's own browser, signed in. */
async function open(person: Caller, path: string): Promise<Page> {
  const page = await aPage(browser, person)
  await visit(page, server.url + path)
  return page
}

const editor = (page: Page) => page.getByRole('textbox', { name: 'Description' })
const storedPosting = async (id: string) =>
  (await employer.owner.get<Record<string, unknown>>(`${employer.api}/job-postings/${id}`)).body

describe('writing a posting', () => {
  it('[POST-30] says at each field what is wrong, keeps what was typed over a reload, and creates a draft', async () => {
    const page = await open(employer.owner, '/postings/new')
    await editor(page).waitFor()
    await page.getByLabel('From').fill('a lot')
    await page.getByRole('button', { name: 'Create the posting' }).click()
    await page.getByText('Give the posting a title.').waitFor()
    await page.getByText('The pay must be a number, like 52000.').waitFor()
    await eventually(() => page.getByLabel('Title').evaluate((element) => element === document.activeElement))
    await page.getByLabel('Title').fill('Lighthouse keeper')
    await page.getByLabel('From').fill('41 000')
    await page.getByLabel('To').fill('45 000')
    await editor(page).pressSequentially('Keep the light burning.')
    await page.getByLabel('Requirement 1', { exact: true }).fill('Fearless of heights')
    await page.getByLabel('Requirement 1', { exact: true }).press('Enter')
    await page.getByLabel('Requirement 2', { exact: true }).fill('Wakes up at night')
    await eventually(() => page.evaluate(() => Object.values(localStorage).some((text) => text.includes('Wakes up'))))

    await page.reload()
    await page.getByText('Picked up where you left off').waitFor()
    expect(await page.getByLabel('Title').inputValue()).toBe('Lighthouse keeper')
    await page.getByRole('button', { name: 'Create the posting' }).click()
    await page.getByRole('heading', { level: 1, name: 'Lighthouse keeper' }).waitFor()
    expect(await storedPosting(page.url().split('/').at(-1) ?? '')).toMatchObject({
      state: 'draft',
      description: '<p>Keep the light burning.</p>',
      requirements: ['Fearless of heights', 'Wakes up at night'],
      salary: { min: 41_000, max: 45_000, currency: 'EUR' },
    })
    // Nothing is left that the next posting would begin with.
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.draft.')))).toEqual([])
  })

  it('[POST-31] offers to create a second posting of the same words, and does it when asked', async () => {
    const { title } = await aPosting(employer, { description: '', location: null })
    const page = await open(employer.owner, '/postings/new')
    await page.getByLabel('Title').fill(title)
    await page.getByRole('button', { name: 'Create the posting' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Create anyway' }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
  })
})

describe('templates', () => {
  it('[POST-54] a posting is kept as a template, and the next one begins with it', async () => {
    const { title } = await aPosting(employer, { description: '<p>Bakes bread before dawn.</p>' })
    const page = await open(employer.owner, '/postings')
    await page.getByRole('button', { name: 'Templates' }).click()
    await page.getByRole('dialog', { name: 'Templates' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: `Actions for ${title}` }).click()
    await page.getByRole('menuitem', { name: 'Save as a template' }).click()
    await page.getByLabel('Name of the template').fill('Baker')
    await page.getByRole('button', { name: 'Save the template' }).click()
    await page.getByText('“Baker” is a template now.').waitFor()
    // It was opened before the template was there.
    await page.getByRole('button', { name: 'Templates' }).click()
    await page.getByRole('button', { name: 'Rename Baker' }).click()
    await page.getByLabel('Name of the template').fill('Head baker')
    await page.getByRole('button', { name: 'Rename', exact: true }).click()
    await page.getByRole('listitem').filter({ hasText: 'Head baker' }).getByRole('link', { name: 'Use it' }).click()
    await editor(page).getByText('Bakes bread before dawn.').waitFor()
    expect(await page.getByLabel('Title').inputValue()).toBe(title)
  })
})

describe('a page that is opened again', () => {
  it('[WEB-9] shows what changed while it was closed', async () => {
    const { id, title } = await aPosting(employer)
    const page = await open(employer.owner, '/postings')
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByRole('navigation').getByRole('link', { name: 'Home' }).first().click()
    await page.waitForURL(`${server.url}/`)
    const renamed = `${title} of the night`
    await employer.owner.patch(`${employer.api}/job-postings/${id}`, { title: renamed })
    await page.getByRole('navigation').getByRole('link', { name: 'Postings' }).first().click()
    await page.getByRole('link', { name: renamed }).click()
    await page.getByRole('heading', { level: 1, name: renamed }).waitFor()
  })
})

describe('a posting through its life', () => {
  it('[POST-32] is published after a look at what is missing, edited, and its changes are published', async () => {
    const { id, title } = await aPosting(employer, { salary: null })
    const page = await open(employer.owner, `/postings/${id}`)
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await page.getByText('No pay is given.').waitFor()
    await page.getByRole('button', { name: 'Publish anyway' }).click()
    await page.getByRole('link', { name: 'Careers page' }).waitFor()
    expect(await storedPosting(id)).toMatchObject({ state: 'published' })

    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByLabel('Location').fill('Porto')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Publish changes' }).click()
    await page.getByText('The careers page shows the new text.').waitFor()
    await page.getByText('Unpublished changes').waitFor({ state: 'detached' })
    expect(await (await fetch(`${server.url}/careers/${employer.slug}/jobs/${id}`)).text()).toContain('Porto')
    expect((await storedPosting(id)).title).toBe(title)
  })

  it('[POST-33] what somebody else saved meanwhile is told, and not overwritten', async () => {
    const { id } = await aPosting(employer)
    const page = await open(employer.owner, `/postings/${id}`)
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByLabel('Location').fill('Porto')
    await employer.owner.patch(`${employer.api}/job-postings/${id}`, { employmentType: 'Part time' })
    await page.getByText('Somebody saved the posting while you write').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Edit' }).waitFor()
    expect(await storedPosting(id)).toMatchObject({ location: 'Porto', employmentType: 'Part time' })
  })

  it('[POST-34] a deleted posting comes back by undo, and from the bin', async () => {
    const { id, title } = await aPosting(employer)
    const page = await open(employer.owner, `/postings/${id}`)
    const remove = async () => {
      await page.getByRole('button', { name: `Actions for ${title}` }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
      await page.getByRole('link', { name: title }).waitFor({ state: 'detached' })
    }
    // Somebody else deletes it: the board that shows it says so, and leads to where it is restored.
    await page.getByRole('button', { name: `Actions for ${title}` }).click()
    await page.getByRole('menuitem', { name: 'Open the board' }).click()
    await page.getByRole('button', { name: 'Edit the stages' }).waitFor()
    expectStatus(await employer.owner.delete(`${employer.api}/job-postings/${id}`), 204)
    await page.getByRole('link', { name: 'Go to the posting' }).click()
    await page.getByRole('button', { name: 'Restore' }).click()
    await page.getByRole('heading', { name: title }).waitFor()
    await remove()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('link', { name: title }).waitFor()
    await remove()
    await page.getByRole('button', { name: 'Bin' }).click()
    await page
      .getByRole('row', { name: new RegExp(title) })
      .getByRole('button', { name: 'Restore' })
      .click()
    await page.getByRole('button', { name: 'Back to the postings' }).click()
    await page.getByRole('link', { name: title }).waitFor()
  })

  it('[POST-35] a viewer reads, and finds nothing to press that the role does not allow', async () => {
    const viewer = await aMember(employer, 'viewer')
    const { id } = await aPublishedPosting(employer)
    const page = await aPage(browser, viewer)
    const release = await holdBack(page, '**/posting-text-*.js')
    await visit(page, `${server.url}/postings/${id}`)
    await page.getByRole('status', { name: 'Loading Description' }).waitFor()
    // [WEB-19] Nothing stands under the text before the text is there.
    const below = page.getByRole('heading', { name: 'Requirements' })
    expect(await below.count()).toBe(0)
    release()
    await page.getByText('Build things that last.').waitFor()
    await below.waitFor()
    for (const name of ['Edit', 'Pause', 'Close']) expect(await page.getByRole('button', { name }).count()).toBe(0)
    await page.getByRole('button', { name: /^Actions for/ }).click()
    await page.getByRole('menuitem', { name: 'Open the board' }).waitFor()
    expect(await page.getByRole('menuitem', { name: 'Delete' }).count()).toBe(0)
  })
})

describe('for everybody', () => {
  it('[POST-36] axe finds nothing on any page of a posting, light and dark, wide and on a phone', async () => {
    const posting = await aPublishedPosting(employer, {
      title: 'A title so long that it has to find its way over several lines of a phone',
    })
    await anApplication(employer, posting)
    const at = `/postings/${posting.id}`
    const pages: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
      ['/postings', (page) => page.getByRole('link', { name: posting.title }).waitFor()],
      ['/postings?bin=1', (page) => page.getByRole('heading', { name: 'Bin', exact: true }).waitFor()],
      ['/postings/new', (page) => editor(page).waitFor()],
      [at, (page) => page.getByText('Build things that last.').waitFor()],
      [`${at}/team`, (page) => page.getByLabel('Interviewers').first().waitFor()],
      [`${at}/candidates`, (page) => page.getByRole('link', { name: 'Open the board' }).waitFor()],
      [`${at}/history`, (page) => page.getByText('Created by you').waitFor()],
      ['/pipeline', (page) => page.getByRole('link', { name: posting.title }).waitFor()],
    ]
    const page = await open(employer.owner, '/postings')
    for (const [path, ready] of pages) {
      const wrong = await wrongInBothLooks(page, async () => {
        await visit(page, server.url + path)
        await ready(page)
      })
      expect({ path, wrong }).toEqual({ path, wrong: [] })
    }
  })
})
