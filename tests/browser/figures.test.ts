import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import {
  type AnEmployer,
  type APosting,
  aMember,
  anApplication,
  anEmployer,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { wide } from './board.ts'
import { aPage, wrongInBothLooks } from './chromium.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

/** Few enough to be beside each other. */
const stages = defaultStages.filter(({ kind }) => ['applied', 'interview', 'hired'].includes(kind))

let server: TestServer
let browser: Browser
let employer: AnEmployer
let posting: APosting
let recruiter: Caller

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await anEmployer(server)
  recruiter = await aMember(employer, 'recruiter')
  // Of a width that nothing can break.
  posting = await aPublishedPosting(employer, {
    stages,
    title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk',
  })
  // Three of four people come as far as an interview.
  for (let i = 0; i < 4; i++) {
    const { applicationId } = await anApplication(employer, posting)
    const path = `${employer.api}/applications/${applicationId}`
    if (i > 0) expectStatus(await recruiter.patch(path, { stage: 'interview' }), 200)
  }
})

describe('a live dashboard', () => {
  it('[FIGUI-6] opens the applications behind a number, and keeps the cards that one chooses', async () => {
    const page = await aPage(browser, recruiter, wide)
    await visit(page, `${server.url}/figures`)
    await page.getByRole('button', { name: '3: Came as far as Interview. Show them' }).click()
    const rows = page.getByRole('dialog', { name: 'Came as far as Interview' })
    await eventually(async () => (await rows.getByRole('listitem').count()) === 3)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Choose and arrange cards' }).click()
    const dialog = page.getByRole('dialog', { name: 'Choose and arrange cards' })
    await dialog.getByRole('checkbox', { name: 'First answer' }).uncheck()
    await dialog.getByRole('button', { name: 'Move Time to hire up' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'First answer' }).waitFor({ state: 'detached' })
    await eventually(async () => {
      const { body } = await recruiter.get<{ cards: string[] }>(`${employer.api}/analytics/layout`)
      return !body.cards.includes('firstAnswer')
    })
    await page.reload()
    await page.getByRole('heading', { name: 'At a glance' }).waitFor()
    expect(await page.getByRole('heading', { name: 'First answer' }).count()).toBe(0)
  })

  it('[FIGUI-7] has no accessibility violation, nor have fairness, the time machine and the wall', async () => {
    const page = await aPage(browser, employer.owner)
    const pages = [
      ['/figures', 'At a glance'],
      ['/figures/fairness', 'Selection by group'],
      [`/figures/time?job=${posting.id}`, 'Who did what'],
      ['/figures/wall', 'Just now'],
    ] as const
    for (const [path, heading] of pages) {
      const open = async () => {
        await visit(page, server.url + path)
        await page.getByRole('heading', { name: heading }).waitFor()
      }
      expect(await wrongInBothLooks(page, open), path).toEqual([])
    }
    const isWhole = (time: Element) => time.getBoundingClientRect().right <= innerWidth
    expect(await page.locator('ol time').first().evaluate(isWhole), 'a long title leaves its line to the time').toBe(
      true,
    )
  })
})
