import type { Browser, Page, Route } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AnApplication, anApplication, aPublishedPosting, type Caller } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { drag, openBoard, wide } from './board.ts'
import { aPage, aWarmContext, violationsOn } from './chromium.ts'
import { type Company, theCompany } from './company.ts'
import { leaves } from './contexts.ts'
import { holdBack } from './hold-back.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: Company
let recruiter: Caller
let viewer: Caller

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await theCompany()
  ;({ recruiter, viewer } = employer)
})

const aBrowser = (person: Caller) => aWarmContext(browser, person)

const stored = async (application: AnApplication) =>
  (
    await recruiter.get<{ stage: string; status: string; version: number }>(
      `${employer.api}/applications/${application.applicationId}`,
    )
  ).body

/** A posting with somebody in its first stage, and the recruiter's board of it. */
async function aBoard(people = 1) {
  const job = await aPublishedPosting(employer)
  const applications: AnApplication[] = []
  for (let index = 0; index < people; index++) applications.push(await anApplication(employer, job))
  const board = await openBoard(await aBrowser(recruiter), server, job)
  const [application] = applications
  if (!application) throw new Error('Nobody applied')
  return { job, board, application, applications }
}

describe('two people at one board', () => {
  it('[BRD-2] a card that somebody moved first shows what they did, and who it was', async () => {
    const { board, application } = await aBoard()
    await board.page.route('**/api/employers/*/applications/*', async (route) => {
      if (route.request().method() !== 'PATCH') return route.continue()
      const path = `${employer.api}/applications/${application.applicationId}`
      await employer.owner.patch(path, { stage: 'offer' })
      return route.continue()
    })
    await drag(board.page, board.card('Applied', application), board.column('Screen'))
    await board.card('Offer', application).waitFor()
    await board.page.getByText(/was faster and moved \S.* to Offer\./).waitFor()
    expect((await stored(application)).stage).toBe('offer')
  })
})

describe('a board on its way', () => {
  it('[BRD-35] says no numbers before everybody is there', async () => {
    const { job, board } = await aBoard()
    const chip = board.page.getByText(/^Active /)
    const release = await holdBack(board.page, '**/applications?*')
    await visit(board.page, `${server.url}/pipeline/${job.id}`)
    await board.page.getByText('Active …', { exact: true }).waitFor()
    release()
    await board.page.getByText('Active 1', { exact: true }).waitFor()
    expect(await chip.count()).toBe(1)
  })
})

describe('a board on paper', () => {
  it('[BRD-36] has every stage and every card, also of a phone, nothing to press, and is left as it was', async () => {
    const { board, application, applications } = await aBoard(2)
    await recruiter.patch(`${employer.api}/applications/${application.applicationId}`, { stage: 'offer' })
    await board.card('Offer', application).waitFor()
    const { page } = board
    await page.setViewportSize({ width: 390, height: 800 })
    await page.getByRole('button', { name: /^Offer/ }).waitFor()
    await page.emulateMedia({ media: 'print' })
    const rows = page.locator('table tbody tr')
    await eventually(async () => (await rows.count()) === applications.length)
    expect(await page.locator('section:has(> table) > h2').allTextContents()).toEqual(['Applied', 'Offer'])
    for (const nothing of ['nav', '.mantine-Button-root', '[data-connection]']) {
      expect(await page.locator(nothing).locator('visible=true').count()).toBe(0)
    }
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize(wide)
    await board.card('Offer', application).waitFor()
    expect(await rows.count()).toBe(0)
  })
})

describe('a server that cannot be reached', () => {
  it('[WEB-14] what did not load meanwhile is there when the connection is back, without a click', async () => {
    const { job, board, application } = await aBoard()
    const { page, context } = board
    for (const { path, list, what, comes } of [
      {
        path: `/pipeline/${job.id}`,
        list: '**/applications?*',
        what: 'The board',
        comes: page.locator(`[data-card="${application.applicationId}"]`),
      },
      {
        path: '/interviews',
        list: '**/interviews?*',
        what: 'The interviews',
        comes: page.getByRole('region', { name: 'Calendar' }),
      },
    ]) {
      await page.route(list, (route) => route.abort())
      await visit(page, server.url + path)
      await page.getByText(`${what} did not load`).waitFor()
      await context.setOffline(true)
      await page.getByText('Offline', { exact: true }).waitFor()
      await page.unroute(list)
      await context.setOffline(false)
      await comes.waitFor()
    }
  })
})

describe('moving by keyboard', () => {
  it('[BRD-3] Space lifts, arrows carry, Space drops; the focus stays on the card', async () => {
    const { board, application } = await aBoard(2)
    const { keyboard } = board.page
    await board.card('Applied', application).focus()
    await keyboard.press('Space')
    await keyboard.press('ArrowRight')
    await board.card('Screen', application).waitFor()
    expect((await stored(application)).stage).toBe('applied')
    await keyboard.press('ArrowRight')
    await board.card('Assessment', application).waitFor()
    await eventually(() => isFocused(board.page, application))
    await keyboard.press('Space')
    await eventually(async () => (await stored(application)).stage === 'assessment')
    await eventually(() => isFocused(board.page, application))
  })

  it('[BRD-4] Escape puts a lifted card back and tells the server nothing', async () => {
    const { board, application } = await aBoard()
    const { version } = await stored(application)
    await board.card('Applied', application).focus()
    await board.page.keyboard.press('Space')
    await board.page.keyboard.press('ArrowRight')
    await board.card('Screen', application).waitFor()
    await board.page.keyboard.press('Escape')
    await board.card('Applied', application).waitFor()
    await eventually(() => isFocused(board.page, application))
    expect((await stored(application)).version).toBe(version)
  })
})

const focusedWords = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
const isFocused = (page: Page, { applicationId }: AnApplication) =>
  page.evaluate((id) => document.activeElement?.getAttribute('data-card') === id, applicationId)

describe('what can be taken back', () => {
  it('[BRD-5] [WEB-29] a move chosen from the menu is undone by its toast, which covers no bar', async () => {
    const { board, application } = await aBoard()
    await board.card('Applied', application).focus()
    await board.page.keyboard.press('m')
    // The stage where the candidate is cannot be chosen: the focus is on the one after it.
    await eventually(() => focusedWords(board.page).then((words) => words.startsWith('Screen')))
    await board.page.keyboard.press('ArrowDown')
    await board.page.keyboard.press('ArrowDown')
    await board.page.keyboard.press('Enter')
    await board.card('Interview', application).waitFor()
    const undo = board.page.getByRole('button', { name: 'Undo' })
    await undo.waitFor()
    // On a phone the way back stands above the bar with the pages.
    const { width, height } = board.page.viewportSize() ?? { width: 1280, height: 900 }
    await board.page.setViewportSize({ width: 390, height })
    const bar = board.page.getByRole('navigation', { name: 'Pages' })
    await eventually(async () => {
      const [toast, pages] = await Promise.all([undo.boundingBox(), bar.boundingBox()])
      return toast && pages && toast.y + toast.height < pages.y && pages.y < height
    })
    await board.page.setViewportSize({ width, height })
    await undo.click()
    await board.card('Applied', application).waitFor()
    await eventually(async () => (await stored(application)).stage === 'applied')
  })

  it('[BRD-6] a rejection asks why, leaves the board, and comes back by undo', async () => {
    const { board, application } = await aBoard(2)
    await board.card('Applied', application).focus()
    await board.page.keyboard.press('r')
    const dialog = board.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Reject' }).click()
    await dialog.getByText('Choose a reason, or write one.').waitFor()
    await dialog.getByLabel('Somebody else fits better').check()
    await dialog.getByRole('button', { name: 'Reject' }).click()
    await board.card('Applied', application).waitFor({ state: 'detached' })
    await eventually(async () => (await stored(application)).status === 'rejected')
    await board.page.getByRole('button', { name: 'Undo' }).click()
    await board.card('Applied', application).waitFor()
    await eventually(async () => (await stored(application)).status === 'active')
  })

  it('[BRD-7] a refused move goes back visibly, with the reason, and can be tried again', async () => {
    const { board, application } = await aBoard()
    await board.page.route('**/api/employers/*/applications/*', (route) =>
      // The server itself refuses: the stage that is asked for does not exist.
      route.request().method() === 'PATCH' ? route.continue({ postData: '{"stage":"nowhere"}' }) : route.continue(),
    )
    await drag(board.page, board.card('Applied', application), board.column('Screen'))
    await board.page.getByText('stays in Applied').waitFor()
    await board.card('Applied', application).waitFor()
    await board.page.unroute('**/api/employers/*/applications/*')
    await board.page.getByRole('button', { name: 'Try again' }).click()
    await board.card('Screen', application).waitFor()
    await eventually(async () => (await stored(application)).stage === 'screen')
  })
})

describe('blind by default', () => {
  it("[BRD-8] a viewer's page, raw frames and answers never say who a candidate is, also after a reveal to somebody else", async () => {
    const { job, board, application } = await aBoard()
    const page = await aPage(browser, viewer)
    const received: string[] = []
    const pending: Promise<unknown>[] = []
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Network.enable')
    devtools.on('Network.webSocketFrameReceived', ({ response }) => received.push(response.payloadData))
    page.on('response', (answer) => {
      if (!answer.url().includes('/api/')) return
      pending.push(
        answer.text().then(
          (text) => received.push(text),
          () => undefined,
        ),
      )
    })
    await page.goto(`${server.url}/pipeline/${job.id}?candidate=${application.candidateId}`)
    await page.getByText('Identity withheld').waitFor()
    await page.getByText('withheld wrote compilers').waitFor()
    expect(await page.getByRole('button', { name: 'Reveal…' }).count()).toBe(0)

    // Somebody else is shown the name, and moves the card.
    await board.card('Applied', application).click()
    await board.page.getByRole('button', { name: 'Reveal…' }).click()
    await board.page.getByLabel('Why do you need to know?').fill('To call them about the interview')
    let held: Route | undefined
    await board.page.route('**/reveal', (route) => {
      held = route
    })
    await board.page.getByRole('button', { name: 'Reveal', exact: true }).click()
    // It is on its way, and cannot be kept any more.
    await eventually(async () => held && (await board.page.getByRole('button', { name: 'Keep hidden' }).isDisabled()))
    await board.page.keyboard.press('Escape')
    const dialog = board.page.getByRole('dialog')
    expect(await dialog.getByRole('button', { name: 'Close' }).isDisabled()).toBe(true)
    await held?.continue()
    await board.page.getByText(application.email).waitFor()
    await page.getByText('To call them about the interview').waitFor()
    await recruiter.patch(`${employer.api}/applications/${application.applicationId}`, { stage: 'screen' })
    await page.getByRole('region', { name: 'Screen', exact: true }).locator('[data-card]').waitFor()
    await page.getByText(/^Moved to Screen/).waitFor()

    await devtools.detach()
    await Promise.all(pending)
    const everything = [...received, await page.content()]
    expect(received.some((text) => text.includes('application.moved'))).toBe(true)
    for (const secret of [application.name, application.name.split(' ')[0] ?? '', application.email, '21 000 00 00']) {
      expect(everything.filter((text) => text.includes(secret))).toEqual([])
    }
  })
})

describe('for everybody', () => {
  it('[BRD-9] axe finds nothing on the board, its menu, its dialogs and the candidate, light and dark, wide and on a phone', async () => {
    const { job, application, board } = await aBoard(2)
    await leaves(board.context)
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 390],
    ] as const) {
      const look = { colorScheme, viewport: { width, height: 800 } }
      const { page, card, context } = await openBoard(await aBrowser(recruiter), server, job, look)
      const isWell = async (name: string) => {
        const found = await violationsOn(page)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
        expect({ name, width, found, wide }).toEqual({ name, width, found: [], wide: false })
      }
      await isWell('board')
      await card('Applied', application).focus()
      await page.keyboard.press('m')
      await page.getByRole(width < 500 ? 'dialog' : 'menu').waitFor()
      await isWell('menu')
      await page.keyboard.press('Escape')
      await card('Applied', application).click()
      await page.getByText('Identity withheld').waitFor()
      await isWell('candidate')
      await page.getByRole('button', { name: 'Reveal…' }).click()
      await page.getByLabel('Why do you need to know?').waitFor()
      await isWell('reveal')
      await leaves(context)
    }
  })
})
