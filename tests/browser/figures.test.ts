import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  aMember,
  anApplication,
  anEmployer,
  aPublishedPosting,
  type Caller,
} from '../builders.ts'
import { median } from '../delays.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { drag, openBoard, wide } from './board.ts'
import { aPage, aWarmContext, isLive, wrongInBothLooks } from './chromium.ts'
import { watch } from './delays.ts'
import { sharedChromium } from './shared.ts'

/** Few enough to be beside each other. */
const stages = defaultStages.filter(({ kind }) => ['applied', 'interview', 'hired'].includes(kind))

let server: TestServer
let browser: Browser
let employer: AnEmployer
let posting: APosting
let recruiter: Caller
let cards: AnApplication[]

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await anEmployer(server)
  recruiter = await aMember(employer, 'recruiter')
  posting = await aPublishedPosting(employer, { stages })
  cards = []
  for (let i = 0; i < 4; i++) cards.push(await anApplication(employer, posting))
})

const interviewed = (): string | null =>
  document.querySelector('[aria-label$=": Interviewed. Show them"]')?.textContent ?? null

describe('a live dashboard', () => {
  it('[FIGUI-5] changes within a second while a colleague moves cards on the board', async () => {
    const page = await aPage(browser, employer.owner, wide)
    await page.goto(`${server.url}/figures`)
    await isLive(page)
    await page.getByText('4 applications to 1 posting, 1 of them open.').waitFor()
    const board = await openBoard(await aWarmContext(browser, recruiter), server, posting)
    await board.page.evaluate(() => {
      addEventListener('drop', () => Object.assign(window, { dropped: Date.now() }), { capture: true })
    })
    const rate = await watch(page, interviewed, null)
    const delays: number[] = []
    for (const [i, shown] of ['25%', '50%', '75%'].entries()) {
      await drag(board.page, board.card('Applied', cards[i] as AnApplication), board.column('Interview'))
      delays.push((await rate(shown)) - (await board.page.evaluate<number>('dropped')))
    }
    expect(median(delays), `drop to the other's dashboard: ${delays.join(', ')} ms`).toBeLessThan(1000)
  })

  it('[FIGUI-6] opens the applications behind a number, and keeps the cards that one chooses', async () => {
    const page = await aPage(browser, recruiter, wide)
    await page.goto(`${server.url}/figures`)
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
        await page.goto(server.url + path)
        await page.getByRole('heading', { name: heading }).waitFor()
      }
      expect(await wrongInBothLooks(page, open), path).toEqual([])
    }
  })
})
