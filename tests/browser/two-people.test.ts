import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import {
  type AnApplication,
  type AnEmployer,
  type Answer,
  aMember,
  anApplication,
  anEmployer,
  aPublishedPosting,
  type Caller,
} from '../builders.ts'
import { median } from '../delays.ts'
import { type RunningServer, startServer } from '../server.ts'
import { drag, openBoard, wide } from './board.ts'
import { aWarmContext, isLive } from './chromium.ts'
import { aTab } from './contexts.ts'
import { answeredAt, watch } from './delays.ts'
import { startChromium } from './launch.ts'

// These run alone, after everything else: see `vitest.config.ts`.

let server: RunningServer
let browser: Browser
let employer: AnEmployer
let viewer: Caller

beforeAll(async () => {
  server = await startServer()
  browser = await startChromium()
  employer = await anEmployer(server)
  viewer = await aMember(employer, 'viewer')
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

const aBrowser = (person: Caller) => aWarmContext(browser, person)

async function openPage(context: BrowserContext, path: string): Promise<Page> {
  const page = await aTab(context)
  await page.setViewportSize(wide)
  await page.goto(server.url + path)
  await isLive(page)
  return page
}

const roleOf = (email: string): string | null => {
  const row = [...document.querySelectorAll('li')].find(({ textContent }) => textContent.includes(email))
  return /Recruiter|Interviewer/.exec(row?.textContent ?? '')?.[0] ?? null
}
const whatIsLeft = (): string => {
  const headings = [...document.querySelectorAll('h1, h2, h3')].map(({ textContent }) => textContent)
  if (document.body.textContent.includes('You are not part of a company here')) return 'nothing'
  return headings.includes('Right now') ? 'figures' : 'no figures'
}

describe('two people on one team page', () => {
  it('[WEB-4] a change of a role is seen by the other within a second, and so is taking it back', async () => {
    const colleague = await aMember(employer, 'interviewer')
    const mine = await aBrowser(employer.owner)
    const theirs = await aBrowser(viewer)
    const [page, other] = [await openPage(mine, '/team'), await openPage(theirs, '/team')]
    const role = await watch(other, roleOf, colleague.email)
    const delays: number[] = []
    for (const change of [1, 3, 5]) {
      await page.getByRole('combobox', { name: 'Role of A interviewer' }).selectOption({ label: 'Recruiter' })
      const becameRecruiter = await role('Recruiter')
      delays.push(becameRecruiter - (await answeredAt(page, colleague.userId, change)))
      await page.getByRole('button', { name: 'Undo' }).click()
      const becameInterviewer = await role('Interviewer')
      delays.push(becameInterviewer - (await answeredAt(page, colleague.userId, change + 1)))
    }
    expect(median(delays), `acknowledgement to the other's screen: ${delays.join(', ')} ms`).toBeLessThan(1000)

    const row = other.locator('li', { hasText: colleague.email })
    await page.getByRole('button', { name: 'More about A interviewer' }).click()
    await page.getByRole('menuitem', { name: 'Remove…' }).click()
    await page.getByRole('button', { name: 'Remove A' }).click()
    await row.waitFor({ state: 'detached' })
  })

  it('[WEB-5] a new role shows and hides what it allows, without loading the page', async () => {
    const colleague = await aMember(employer, 'viewer')
    const theirs = await aBrowser(colleague)
    const other = await openPage(theirs, '/')
    const screen = await watch(other, whatIsLeft, null)
    await screen('no figures')
    const delays: number[] = []
    const becomes = async (change: Promise<Answer<unknown>>, then: string) => {
      expect((await change).status).toBeLessThan(300)
      const answered = Date.now()
      delays.push((await screen(then)) - answered)
    }
    const member = `${employer.api}/users/${colleague.userId}`
    for (let round = 0; round < 2; round++) {
      await becomes(employer.owner.patch(member, { role: 'recruiter' }), 'figures')
      await becomes(employer.owner.patch(member, { role: 'viewer' }), 'no figures')
    }
    await becomes(employer.owner.delete(member), 'nothing')
    expect(median(delays), `answer to screen: ${delays.join(', ')} ms`).toBeLessThan(1000)
  })
})

const stageOf = (applicationId: string): string | null =>
  document.querySelector(`[data-card="${applicationId}"]`)?.closest('section')?.querySelector('h2')?.textContent ?? null
const [there, back] = [
  ['Applied', 'Screen'],
  ['Screen', 'Applied'],
] as const
const thereAndBack = [there, back, there, back, there]

describe('two people at one board', () => {
  it('[BRD-1] a card that one drags is in its new place on the screen of the other within a second', async () => {
    const job = await aPublishedPosting(employer)
    const application = await anApplication(employer, job)
    await anApplication(employer, job)
    const [mine, theirs] = [await aBrowser(employer.owner), await aBrowser(viewer)]
    const board = await openBoard(mine, server, job)
    const other = await openBoard(theirs, server, job)
    await board.page.evaluate(() => {
      addEventListener('drop', () => Object.assign(window, { dropped: Date.now() }), { capture: true })
    })
    const stage = await watch(other.page, stageOf, application.applicationId)
    const delays: number[] = []
    for (const [from, to] of thereAndBack) {
      await drag(board.page, board.card(from, application), board.column(to))
      const seen = await stage(to)
      delays.push(seen - (await board.page.evaluate<number>('dropped')))
    }
    expect(median(delays), `drop to the other's screen: ${delays.join(', ')} ms`).toBeLessThan(1000)
  })
})

/** Few enough to be beside each other. */
const stages = defaultStages.filter(({ kind }) => ['applied', 'interview', 'hired'].includes(kind))
const interviewed = (): string | null =>
  document.querySelector('[aria-label$=": Interviewed. Show them"]')?.textContent ?? null

describe('a live dashboard', () => {
  it('[FIGUI-5] changes within a second while a colleague moves cards on the board', async () => {
    const company = await anEmployer(server)
    const recruiter = await aMember(company, 'recruiter')
    const posting = await aPublishedPosting(company, { stages })
    const cards: AnApplication[] = []
    for (let i = 0; i < 4; i++) cards.push(await anApplication(company, posting))
    const page = await openPage(await aBrowser(company.owner), '/figures')
    await page.getByText('4 applications to 1 posting, 1 of them open.').waitFor()
    const board = await openBoard(await aBrowser(recruiter), server, posting)
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
})
