import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import { aJudgedPosting, aPanel, sayings } from '../api/panel.ts'
import { type AnApplication, anApplication, aPublishedPosting, type Caller, expectStatus } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { drag, openBoard } from './board.ts'
import { aPage, aWarmContext, isLive, violationsOn } from './chromium.ts'
import { type Company, theCompany } from './company.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: Company
let recruiter: Caller
let colleague: Caller
let viewer: Caller

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await theCompany()
  ;({ recruiter, viewer, owner: colleague } = employer)
})

const open = (person: Caller) => aWarmContext(browser, person)

/** A posting with people in its first stage, the one who applied last on top, and the recruiter's board of it. */
async function aBoard(people: number) {
  const job = await aPublishedPosting(employer)
  const applications: AnApplication[] = []
  for (let index = 0; index < people; index++) applications.unshift(await anApplication(employer, job))
  const board = await openBoard(await open(recruiter), server, job)
  return { job, board, applications }
}
const stored = async ({ applicationId }: AnApplication) =>
  (await recruiter.get<{ stage: string; status: string }>(`${employer.api}/applications/${applicationId}`)).body
const stagesOf = async (jobId: string) =>
  (await recruiter.get<{ stages: { id: string; name: string }[] }>(`${employer.api}/job-postings/${jobId}`)).body.stages
/** The whole card, with what stands beside its link. */
const itemOf = (page: Page, { applicationId }: AnApplication) =>
  page.locator('li', { has: page.locator(`[data-card="${applicationId}"]`) })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-card') ?? null)
const cards = (page: Page) =>
  page.locator('[data-card]').evaluateAll((all) => all.map((card) => card.getAttribute('data-card')).sort())

describe('the whole board by keyboard', () => {
  it('[BRD-22] people are gone over, chosen, moved, held, rejected, opened and read one after the other without a mouse', async () => {
    const { board, applications } = await aBoard(4)
    const { page } = board
    const { keyboard } = page
    const [first, second, third, fourth] = applications as [AnApplication, AnApplication, AnApplication, AnApplication]
    const at = (application: AnApplication) =>
      eventually(async () => (await focused(page)) === application.applicationId)

    await board.card('Applied', first).focus()
    await keyboard.press('x')
    await keyboard.press('Shift+ArrowDown')
    await at(second)
    const bar = page.getByRole('region', { name: 'Chosen candidates' })
    await bar.getByText('2 chosen').waitFor()
    expect(await violationsOn(page)).toEqual([])
    await keyboard.press('m')
    await page.getByRole('menuitem', { name: 'Screen' }).focus()
    await keyboard.press('Enter')
    await board.card('Screen', first).waitFor()
    await board.card('Screen', second).waitFor()
    await eventually(async () => (await stored(second)).stage === 'screen')
    await bar.waitFor({ state: 'detached' })

    // One of them on, one held, one rejected with a reason.
    await board.card('Applied', third).focus()
    await keyboard.press('Space')
    await keyboard.press('ArrowRight')
    await keyboard.press('Space')
    await eventually(async () => (await stored(third)).stage === 'screen')
    await board.card('Applied', fourth).focus()
    await keyboard.press('h')
    await eventually(async () => (await stored(fourth)).status === 'on_hold')

    // J and K lead from the open candidate to the next, past the end of a column, without a trail for Back.
    await board.card('Applied', fourth).focus()
    await keyboard.press('Enter')
    const candidate = () => new URL(page.url()).searchParams.get('candidate')
    await eventually(() => candidate() === fourth.candidateId)
    await page.getByText('Identity withheld').waitFor()
    await keyboard.press('j')
    await eventually(() => candidate() !== fourth.candidateId)
    const next = candidate()
    expect([first, second, third].map(({ candidateId }) => candidateId)).toContain(next)
    await keyboard.press('k')
    await eventually(() => candidate() === fourth.candidateId)
    await keyboard.press('j')
    await eventually(() => candidate() === next)

    await page.getByText('Identity withheld').waitFor()
    await keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keys on this page' })
    await keys.getByText('Next candidate').waitFor()
    await keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    await keyboard.press('r')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Somebody else fits better').check()
    await keyboard.press('Enter')
    const open = [first, second, third].find(({ candidateId }) => candidateId === next)
    await eventually(async () => open !== undefined && (await stored(open)).status === 'rejected')
  })
})

describe('a key that comes before the next frame', () => {
  it('[BRD-22] acts on the card to which the key before it led', async () => {
    const { board, applications } = await aBoard(2)
    const [first, second] = applications as [AnApplication, AnApplication]
    await board.card('Applied', first).focus()
    await board.page.evaluate(() => {
      for (const key of ['ArrowDown', 'x'])
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    })
    await board.page.getByText('1 chosen').waitFor()
    const isChosen = (one: AnApplication) => itemOf(board.page, one).getAttribute('data-chosen')
    expect([await isChosen(first), await isChosen(second)]).toEqual([null, 'true'])
  })
})

describe('many cards at once', () => {
  it('[BRD-23] the chosen ones go together with the one that is dragged, and come back together by undo', async () => {
    const { board, applications } = await aBoard(3)
    const [first, second, third] = applications as [AnApplication, AnApplication, AnApplication]
    const { page } = board
    for (const one of [first, third]) {
      await board.card('Applied', one).hover()
      await itemOf(page, one).getByRole('checkbox').check()
    }
    await drag(page, board.card('Applied', first), board.column('Interview'))
    for (const one of [first, third]) await board.card('Interview', one).waitFor()
    await eventually(async () => (await stored(third)).stage === 'interview')
    expect((await stored(second)).stage).toBe('applied')
    await page.getByRole('button', { name: 'Undo' }).click()
    for (const one of [first, third]) await board.card('Applied', one).waitFor()
    await eventually(async () => (await stored(first)).stage === 'applied' && (await stored(third)).stage === 'applied')
  })

  it('[BRD-24] one that a colleague moved meanwhile is named, stays chosen, and shows where it is', async () => {
    const { board, applications } = await aBoard(2)
    const [first, second] = applications as [AnApplication, AnApplication]
    const { page } = board
    await board.card('Applied', first).focus()
    await page.keyboard.press('x')
    await page.keyboard.press('Shift+ArrowDown')
    await page.route('**/applications/moves', async (route) => {
      await colleague.patch(`${employer.api}/applications/${second.applicationId}`, { stage: 'offer' })
      return route.continue()
    })
    await page.getByRole('region', { name: 'Chosen candidates' }).getByRole('button', { name: 'Hold' }).click()
    await page.getByText('1 candidate not changed').waitFor()
    await board.card('Offer', second).waitFor()
    await page.getByText('1 chosen').waitFor()
    expect(await stored(first)).toMatchObject({ status: 'on_hold' })
    expect(await stored(second)).toMatchObject({ stage: 'offer', status: 'active' })

    // Neither the reason nor what can be done is cut in a narrow window.
    await page.setViewportSize({ width: 390, height: 800 })
    const cut = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('[aria-label="Chosen candidates"] span, [id^="toast-"] p')]
          .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
          .map((one) => one.textContent),
      )
    await eventually(async () => (await cut()).length === 0)
  })
})

describe('what the board shows', () => {
  it('[BRD-25] a link with filters shows the same to another, and a shared view reaches their board at once', async () => {
    const { job, board, applications } = await aBoard(4)
    const [first, second, third] = applications as [AnApplication, AnApplication, AnApplication]
    for (const one of [first, second]) {
      await recruiter.patch(`${employer.api}/applications/${one.applicationId}`, { stage: 'screen' })
    }
    await recruiter.patch(`${employer.api}/applications/${second.applicationId}`, { status: 'on_hold' })
    const { page } = board
    await board.card('Screen', second).waitFor()

    const find = page.getByLabel('Find by code name')
    await find.fill('Nobody of this name')
    await eventually(async () => (await cards(page)).length === 0)
    await board.column('Screen').getByText('2 hidden by the filters').waitFor()
    expect(await violationsOn(page)).toEqual([])
    await find.fill('')
    await page
      .getByRole('group', { name: 'Status' })
      .getByText(/^On hold/)
      .click()
    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('combobox', { name: 'Stages' }).click()
    await page.getByRole('option', { name: 'Screen' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('list', { name: 'Filters that are on' }).getByText('Screen').waitFor()
    await eventually(async () => (await cards(page)).join() === first.applicationId)
    expect(await violationsOn(page)).toEqual([])

    const other = await openBoard(await open(viewer), server, job, { search: new URL(page.url()).search })
    await eventually(async () => (await cards(other.page)).join() === (await cards(page)).join())
    expect(await other.column('Applied').count()).toBe(0)

    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByLabel('Keep these filters as').fill('To be read')
    await page.getByLabel('Share with everybody who sees this board').check({ force: true })
    // Refused, what was typed stays, with the reason beside it.
    const problem = { type: '/problems/forbidden', title: 'Not allowed', status: 403, detail: 'Your role was changed.' }
    await page.route('**/board-views', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 403,
            contentType: 'application/problem+json',
            json: { ...problem, code: 'forbidden' },
          })
        : route.continue(),
    )
    await page.getByRole('button', { name: 'Save the view' }).click()
    await page.getByRole('alert').getByText('Not kept. Your role was changed.').waitFor()
    expect(await page.getByLabel('Keep these filters as').inputValue()).toBe('To be read')
    await page.unroute('**/board-views')
    await page.getByRole('button', { name: 'Save the view' }).click()
    await page.getByText('The view “To be read” is kept.').waitFor()

    // It is there on a board that was open all the time, and shows the same.
    await other.page.getByRole('button', { name: 'To be read' }).waitFor()
    await other.page.getByRole('button', { name: /^Without “Screen”/ }).click()
    await other.card('Applied', third).waitFor()
    await other.page.getByRole('button', { name: 'Views' }).click()
    await other.page.getByRole('button', { name: /^To be read/ }).click()
    await eventually(async () => (await cards(other.page)).join() === first.applicationId)
    expect(await other.page.getByRole('button', { name: /^Delete the view/ }).count()).toBe(0)

    // Deleted by a slip it is back, for everybody.
    const shown = other.page.getByRole('button', { name: 'To be read' })
    await page.getByRole('button', { name: 'Delete the view To be read' }).click()
    await shown.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await shown.waitFor()

    // Its stage goes: nothing is hidden any more, and it is said.
    const stages = defaultStages.filter(({ id }) => id !== 'screen')
    const body = { stages, moves: { screen: 'applied' } }
    expectStatus(await recruiter.put(`${employer.api}/job-postings/${job.id}/stages`, body), 200)
    await other.page.getByRole('button', { name: 'Filter', exact: true }).waitFor()
    await other.page.getByRole('button', { name: 'Views' }).click()
    await other.page.getByText('Its stages are gone: it shows all.').waitFor()
  })
})

describe('the stages', () => {
  it('[BRD-26] are edited while a colleague looks on: columns and cards change on both boards at once', async () => {
    const { job, board, applications } = await aBoard(2)
    const [first] = applications as [AnApplication]
    await recruiter.patch(`${employer.api}/applications/${first.applicationId}`, { stage: 'assessment' })
    await board.card('Assessment', first).waitFor()
    const other = await openBoard(await open(viewer), server, job)
    expect(await other.page.getByRole('button', { name: 'Edit the stages' }).count()).toBe(0)

    const { page } = board
    await page.getByRole('button', { name: 'Edit the stages' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Add a stage' }).click()
    await dialog.getByLabel('Name of the stage').nth(5).fill('Trial day')
    await dialog.getByRole('button', { name: 'Move Trial day up' }).click()
    await dialog.getByRole('button', { name: 'Remove Assessment' }).click()
    await dialog.getByRole('button', { name: 'Save the stages' }).click()
    await dialog.getByText('Choose where its candidates go.').waitFor()
    expect(await violationsOn(page)).toEqual([])
    await dialog.getByLabel('Where the candidates of Assessment go').selectOption({ label: 'Trial day' })
    await dialog.getByRole('button', { name: 'Save the stages' }).click()
    await dialog.waitFor({ state: 'detached' })
    for (const each of [board, other]) {
      await each.card('Trial day', first).waitFor()
      await each.column('Assessment').waitFor({ state: 'detached' })
    }
    expect((await stagesOf(job.id)).map(({ name }) => name)).toEqual([
      ...['Applied', 'Screen', 'Interview', 'Trial day', 'Offer', 'Hired'],
    ])
  })

  it('[BRD-27] that a colleague changed meanwhile are not overwritten: the dialog says so and shows theirs', async () => {
    const { job, board } = await aBoard(1)
    const { page } = board
    await page.getByRole('button', { name: 'Edit the stages' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name of the stage').first().fill('Inbox')
    const theirs = (await stagesOf(job.id)).map((stage) =>
      stage.id === 'offer' ? { ...stage, name: 'Contract' } : stage,
    )
    await colleague.put(`${employer.api}/job-postings/${job.id}/stages`, { stages: theirs })
    await dialog.getByText('Somebody else has just changed the stages.').waitFor()
    await dialog.getByRole('button', { name: 'Save the stages' }).click()
    await dialog.getByText('Somebody changed this posting meanwhile.').waitFor()
    expect((await stagesOf(job.id)).map(({ name }) => name)).toContain('Applied')
    await dialog.getByRole('button', { name: 'Show them as they are now' }).click()
    await eventually(async () => (await dialog.getByLabel('Name of the stage').nth(4).inputValue()) === 'Contract')
    await dialog.getByLabel('Name of the stage').first().fill('Inbox')
    await dialog.getByRole('button', { name: 'Save the stages' }).click()
    await board.column('Inbox').waitFor()
    await board.column('Contract').waitFor()
  })
})

describe('who else is here', () => {
  it('[BRD-28] shows on the card and beside the candidate, and goes when they close it', async () => {
    const { job, board, applications } = await aBoard(2)
    const [first] = applications as [AnApplication]
    const other = await openBoard(await open(colleague), server, job)
    await other.card('Applied', first).click()
    await other.page.getByText('Identity withheld').waitFor()
    const card = itemOf(board.page, first)
    await card.getByRole('img', { name: /^Open at / }).waitFor()
    await board.card('Applied', first).click()
    await board.page.getByText(/^Also here: /).waitFor()
    await other.page.getByText(/^Also here: /).waitFor()
    await other.page.keyboard.press('Escape')
    await card.getByRole('img', { name: /^Open at / }).waitFor({ state: 'detached' })
    await board.page.getByText(/^Also here: /).waitFor({ state: 'detached' })
  })
})

describe('how far the panel is', () => {
  it('[BRD-29] [BRD-30] shows on the card as ratings come in, and lets the card through the filter of a link', async () => {
    const { ada: first, bo: last } = employer
    const job = await aJudgedPosting(employer, { interviewers: [first, last] })
    const panel = await aPanel(employer, job)
    const id = panel.application.applicationId
    expectStatus(await recruiter.patch(`${employer.api}/applications/${id}`, { stage: 'interview' }), 200)
    const board = await openBoard(await open(recruiter), server, job)
    const mine = await openBoard(await open(first), server, job)
    await itemOf(mine.page, panel.application).getByText('Yours').waitFor()
    const page = await aPage(browser, colleague)
    await visit(page, `${server.url}/pipeline/${job.id}?score=sealed`)
    await isLive(page)
    await page.getByText('Some in, sealed').waitFor()
    expect(await page.locator('[data-card]').count()).toBe(0)
    expectStatus(await panel.submit(first, sayings('Plain', 4)), 200)
    await itemOf(page, panel.application).getByTitle('1 of 2 scorecards in, sealed').waitFor()
    await itemOf(board.page, panel.application).getByText('1/2').waitFor()
    await itemOf(mine.page, panel.application).getByText('Yours').waitFor({ state: 'detached' })
    expectStatus(await panel.submit(last, sayings('Plain', 2)), 200)
    await itemOf(board.page, panel.application).getByTitle('2 of 2 scorecards in, revealed').waitFor()
    await page.locator('[data-card]').waitFor({ state: 'detached' })
    const seen = await openBoard(await open(viewer), server, job)
    expect(await seen.page.getByTitle(/scorecards? in/).count()).toBe(0)
  })
})
