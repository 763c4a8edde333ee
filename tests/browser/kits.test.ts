import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { suggestedCriteria } from '#protocol/kit-suggestions'
import type { Kit } from '#protocol/kits'
import { aPosting, type Caller, expectStatus } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aPage, wrongInBothLooks } from './chromium.ts'
import { type Company, theCompany } from './company.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: Company
let recruiter: Caller
beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await theCompany()
  ;({ recruiter } = employer)
})

interface Job {
  readonly jobId: string
  readonly path: string
}
async function aJob(criteria: object[] = []): Promise<Job> {
  const { id: jobId } = await aPosting(employer)
  const path = `${employer.api}/job-postings/${jobId}/kit`
  if (criteria.length > 0) expectStatus(await employer.owner.put(path, { criteria }), 200)
  return { jobId, path }
}
async function openKit(person: Caller, { jobId }: Job): Promise<Page> {
  const page = await aPage(browser, person)
  await visit(page, `${server.url}/postings/${jobId}/kit`)
  await page.getByRole('heading', { name: 'Criteria', exact: true }).waitFor()
  return page
}
const read = async ({ path }: Job): Promise<Kit> => (await employer.owner.get<Kit>(path)).body

const name = (page: Page, place: number) => page.getByRole('textbox', { name: `Name of criterion ${place}` })
const anchor = (page: Page, mark: number, place = 0) => page.getByLabel(`What a ${mark} looks like`).nth(place)
const names = (page: Page) =>
  page
    .getByRole('textbox', { name: /^Name of criterion/ })
    .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value))
const showsNames = (page: Page, expected: readonly string[]) =>
  eventually(async () => (await names(page)).join('|') === expected.join('|'))
const saved = (page: Page) => page.locator('[data-saving]', { hasText: 'Saved' }).waitFor()

describe('a kit that two people write', () => {
  it('[KITUI-2] both write in one field and in others at once, keep their carets, and see each other there', async () => {
    const job = await aJob([
      { id: 'care', name: 'Care' },
      { id: 'courage', name: 'Courage' },
    ])
    const [a, b] = await Promise.all([openKit(employer.owner, job), openKit(recruiter, job)])
    await name(a, 1).click()
    await a.keyboard.press('Home')
    await name(b, 1).click()
    await b.keyboard.press('End')
    // Each sees the other's name at the field.
    await a.locator('[data-place="care.name"]', { hasText: 'A recruiter' }).waitFor()
    await Promise.all([
      a.keyboard.type('Great and lasting ', { delay: 15 }),
      b.keyboard.type(' for people and things', { delay: 15 }),
    ])
    for (const page of [a, b]) await showsNames(page, ['Great and lasting Care for people and things', 'Courage'])
    await anchor(a, 1).fill('Never asks.')
    await anchor(b, 5, 1).fill('Speaks up when it is hard.')
    await a.getByLabel('Weight of Courage').selectOption('9')
    await b.getByText('75 %').waitFor()
    for (const page of [a, b]) {
      await eventually(async () => (await anchor(page, 1).inputValue()) === 'Never asks.')
      await eventually(async () => (await anchor(page, 5, 1).inputValue()) === 'Speaks up when it is hard.')
      await saved(page)
    }
    expect((await read(job)).criteria).toMatchObject([
      { name: 'Great and lasting Care for people and things', anchors: { 1: 'Never asks.' } },
      { name: 'Courage', weight: 9, anchors: { 5: 'Speaks up when it is hard.' } },
    ])
  })

  it('[KITUI-1] a kit is begun with the suggestion, added to, ordered by keyboard and by dragging', async () => {
    const job = await aJob()
    const [a, b] = await Promise.all([openKit(employer.owner, job), openKit(recruiter, job)])
    await a.getByRole('button', { name: 'Begin with suggested criteria' }).click()
    const suggested = suggestedCriteria.map((criterion) => criterion.name)
    for (const page of [a, b]) await showsNames(page, suggested)
    await a.getByRole('button', { name: 'Add a criterion' }).click()
    // The new one has the focus.
    await a.keyboard.type('Courage')
    await showsNames(b, [...suggested, 'Courage'])
    const up = b.getByRole('button', { name: 'Move Courage up' })
    await up.focus()
    for (let place = suggested.length; place > 0; place--) {
      await b.keyboard.press('Enter')
      const expected = [...suggested]
      expected.splice(place - 1, 0, 'Courage')
      await showsNames(a, expected)
    }
    // It keeps the focus on its way.
    expect(await up.evaluate((button) => button === document.activeElement)).toBe(true)
    const cards = a.locator('[data-criterion]')
    const [handle, target] = [cards.nth(0).locator('[title="Drag to another place"]'), cards.nth(2)]
    await handle.dragTo(target, { targetPosition: { x: 40, y: 5 } })
    const dragged = [...suggested]
    dragged.splice(1, 0, 'Courage')
    for (const page of [a, b]) await showsNames(page, dragged)
    await saved(a)
    expect((await read(job)).criteria.map((criterion) => criterion.name)).toEqual(dragged)
  })

  it('[KITUI-4] what is removed comes back by undo with what others wrote in it, and Ctrl Z is one’s own', async () => {
    const job = await aJob([
      { id: 'care', name: 'Care' },
      { id: 'courage', name: 'Courage' },
    ])
    const [a, b] = await Promise.all([openKit(employer.owner, job), openKit(recruiter, job)])
    await name(a, 1).waitFor()
    await a.getByRole('button', { name: 'Remove Care' }).click()
    await showsNames(b, ['Courage'])
    await a.locator('[id^="toast-"]').getByRole('button', { name: 'Undo' }).click()
    for (const page of [a, b]) await showsNames(page, ['Care', 'Courage'])
    await name(a, 2).press('End')
    // At once, as pasted: on a busy machine letters may come too slowly to be one step.
    await a.keyboard.insertText(' of mine')
    await showsNames(b, ['Care', 'Courage of mine'])
    await name(b, 2).press('Home')
    await b.keyboard.type('Their ')
    await showsNames(a, ['Care', 'Their Courage of mine'])
    await name(a, 2).press('Control+z')
    for (const page of [a, b]) await showsNames(page, ['Care', 'Their Courage'])
  })
})

describe('a kit', () => {
  it('[KITUI-5] is read by those who may not write it, as it changes, with nothing to press', async () => {
    const job = await aJob([
      { id: 'care', name: 'Care', anchors: { 1: 'Never' }, questions: [{ id: 'q', text: 'How?' }] },
    ])
    const [a, b] = await Promise.all([openKit(employer.owner, job), openKit(employer.ada, job)])
    await b.getByRole('heading', { name: 'Care' }).waitFor()
    await b.getByText('How?').waitFor()
    expect(await b.getByRole('textbox', { name: /^Name of criterion/ }).count()).toBe(0)
    for (const label of ['Templates', 'Add a criterion', 'Remove Care', 'Move Care up']) {
      expect(await b.getByRole('button', { name: label }).count()).toBe(0)
    }
    await anchor(a, 5).fill('Always.')
    await b.getByText('Always.').waitFor()
  })

  it('[KITUI-6] is kept as a template, and takes the place of another kit until that is undone', async () => {
    const job = await aJob([{ id: 'care', name: 'Care' }])
    const page = await openKit(employer.owner, job)
    await page.getByRole('button', { name: 'Templates' }).click()
    await page.getByRole('menuitem', { name: 'Save as a template…' }).click()
    await page.getByLabel('Name of the template').fill('Engineers')
    await page.getByRole('button', { name: 'Save the template' }).click()
    await page.getByText('“Engineers” is a template now').waitFor()
    await name(page, 1).fill('Courage')
    await saved(page)
    await page.getByRole('button', { name: 'Templates' }).click()
    await page.getByRole('menuitem', { name: 'Use a template…' }).click()
    await page.getByRole('button', { name: 'Replace' }).click()
    await showsNames(page, ['Care'])
    await page.locator('[id^="toast-"]').getByRole('button', { name: 'Undo' }).click()
    await showsNames(page, ['Courage'])
  })

  it('[KITUI-8] beside an old version it shows what became of its criteria, and brings them back', async () => {
    const job = await aJob([{ id: 'care', name: 'Care', anchors: { 5: 'Always' } }])
    const documents = `${employer.api}/documents/kit:${job.jobId}/versions`
    expectStatus(await employer.owner.post(documents, { name: 'As agreed' }), 201)
    const page = await openKit(employer.owner, job)
    await name(page, 1).fill('Courage')
    await saved(page)
    await page.getByRole('button', { name: 'Versions' }).click()
    await page.getByRole('button', { name: 'As agreed' }).click()
    const dialog = page.getByRole('dialog', { name: 'As agreed' })
    await dialog.getByText('5: Always').first().waitFor()
    const compared = await dialog.innerText()
    for (const words of ['Care', 'Courage']) expect(compared).toContain(words)
    await dialog.getByRole('button', { name: 'Restore this version' }).click()
    await showsNames(page, ['Care'])
  })

  it('[KITUI-7] has no accessibility violation, and scrolls in one direction, in both looks', async () => {
    const job = await aJob([{ id: 'care', name: 'Care', questions: [{ text: 'How?' }] }, { name: 'Courage' }])
    const page = await aPage(browser, employer.owner)
    const open = async () => {
      await visit(page, `${server.url}/postings/${job.jobId}/kit`)
      await name(page, 2).waitFor()
    }
    expect(await wrongInBothLooks(page, open)).toEqual([])
    const reading = await aPage(browser, employer.ada)
    const openReading = async () => {
      await visit(reading, `${server.url}/postings/${job.jobId}/kit`)
      await reading.getByRole('heading', { name: 'Courage' }).waitFor()
    }
    expect(await wrongInBothLooks(reading, openReading)).toEqual([])
  })
})
