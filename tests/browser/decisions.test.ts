import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  type AnApplication,
  type APosting,
  anApplication,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { openBoard, wide } from './board.ts'
import { aPage, aWarmContext, isLive, wrongInBothLooks } from './chromium.ts'
import { type Company, theCompany } from './company.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: Company
let posting: APosting
let recruiter: Caller

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await theCompany()
  ;({ recruiter } = employer)
  posting = await aPublishedPosting(employer)
})

const stored = async ({ applicationId }: AnApplication) =>
  (await recruiter.get<{ stage: string; selected: boolean }>(`${employer.api}/applications/${applicationId}`)).body
const said = async ({ candidateId }: AnApplication) =>
  (
    await recruiter.get<{ items: { comments: string; rating: number; strengths: string[] }[] }>(
      `${employer.api}/feedback?candidateId=${candidateId}`,
    )
  ).body.items

/** The recruiter's board with the candidate open beside it. */
async function openCandidate(application: AnApplication) {
  const context = await aWarmContext(browser, recruiter)
  const board = await openBoard(context, server, posting)
  await board.card('Applied', application).click()
  const pane = board.page.getByRole('complementary', { name: 'Candidate' })
  await pane.getByRole('heading', { level: 2 }).waitFor()
  return { ...board, pane }
}

describe('deciding in the browser', () => {
  it('[DEC-13] a candidate is selected with a score, moves on the board, and comes back by undo', async () => {
    const application = await anApplication(employer, posting)
    const { page, pane, column } = await openCandidate(application)
    await pane.getByRole('button', { name: 'Select…' }).click()
    const dialog = page.getByRole('dialog', { name: /^Select .+ for an interview$/ })
    await dialog.getByRole('button', { name: 'Select' }).click()
    await dialog.getByText('Choose a score from 1 to 5.').waitFor()
    await page.keyboard.press('4')
    await dialog.getByRole('button', { name: 'Select' }).click()
    await column('Interview').locator(`[data-card="${application.applicationId}"]`).waitFor()
    const log = pane.getByRole('region', { name: 'Decisions' })
    await log.getByText('Selected by you, 4 of 5').waitFor()
    expect(await stored(application)).toMatchObject({ stage: 'interview', selected: true })
    await page.getByRole('button', { name: 'Undo' }).click()
    await column('Applied').locator(`[data-card="${application.applicationId}"]`).waitFor()
    await eventually(async () => !(await stored(application)).selected)
    await log.getByText('Selection taken back by you').waitFor()
  })

  it('[FBK-9] feedback written without a connection survives closing the page, and is stored once', async () => {
    const application = await anApplication(employer, posting)
    const { page, context, pane } = await openCandidate(application)
    await pane.getByRole('button', { name: 'Give feedback…' }).click()
    const form = pane.getByRole('form', { name: 'Feedback' })
    await form.getByText('4 · Strong').click()
    await form.getByLabel('What you saw').fill('Asked before answering')
    await form.getByRole('group', { name: 'Strengths' }).getByText('Communication').click()
    await page.reload()
    expect(await form.getByLabel('What you saw').inputValue()).toBe('Asked before answering')
    await isLive(page)
    await page.route('**/api/employers/*/feedback', (route) => route.abort())
    await form.getByRole('button', { name: 'Save feedback' }).click()
    await form.getByText('Waiting to be sent.').waitFor()
    expect(await said(application)).toEqual([])
    // Another tab of the same browser, after this one is gone with what it was about to send.
    await page.close()
    const again = await context.newPage()
    await again.goto(`${server.url}/pipeline/${posting.id}?candidate=${application.candidateId}`)
    const list = again.getByRole('region', { name: 'Feedback' }).getByRole('listitem')
    await list.getByText('Asked before answering').waitFor()
    expect(await said(application)).toMatchObject([
      { comments: 'Asked before answering', rating: 4, strengths: ['communication'] },
    ])
    // The form, if it was open before that, has nothing more to send.
    const kept = () =>
      again.evaluate(() => document.querySelector('form[aria-label="Feedback"] textarea')?.textContent ?? '')
    await eventually(async () => (await kept()) === '')
  })

  it('[REM-8] what is due is in the pane and under “Needs you”, and is snoozed there', async () => {
    const application = await anApplication(employer, posting)
    const soon = new Date(Date.now() + 3000).toISOString()
    const path = `${employer.api}/applications/${application.applicationId}/reminders`
    expectStatus(await recruiter.post(path, { dueAt: soon, note: 'Ask for the licence' }), 201)
    const page = await aPage(browser, recruiter, wide)
    await visit(page, server.url)
    await page.getByRole('link', { name: /^Look at it/ }).click()
    const reminders = page.getByRole('region', { name: 'Reminders' })
    await reminders.getByText('Ask for the licence').waitFor()
    // What comes after them stands above them, and would push the open menu out of sight.
    for (const name of ['Reject…', 'Schedule…']) await page.getByRole('button', { name }).waitFor()
    await reminders.getByRole('button', { name: 'Snooze: Ask for the licence' }).click()
    await page.getByRole('menuitem', { name: 'In a week' }).click()
    await page.getByText('Snoozed. In a week.').waitFor()
    // Neither a form that closes nor a row that goes takes the focus along.
    const opener = reminders.getByRole('button', { name: 'Remind me…' })
    const hasFocus = () => eventually(() => opener.evaluate((button) => button === document.activeElement || null))
    await opener.click()
    // Nor does Escape take more than the form.
    await page.keyboard.press('Escape')
    await hasFocus()
    await opener.click()
    await reminders.getByRole('button', { name: 'Tomorrow' }).click()
    await hasFocus()
    await opener.blur()
    await reminders.getByRole('button', { name: 'Done: Reminder' }).click()
    await hasFocus()
    await visit(page, server.url)
    await page.getByRole('heading', { name: 'Needs you' }).waitFor()
    await isLive(page)
    await page.getByText('Ask for the licence').waitFor({ state: 'detached' })
  })

  it('[DEC-8] a company changes its reasons where they are used', async () => {
    const settings = `${employer.api}/hiring-settings`
    const { rejectionReasons } = (await employer.owner.get<{ rejectionReasons: object[] }>(settings)).body
    // Others reject people of this company, too.
    onTestFinished(async () => expectStatus(await employer.owner.patch(settings, { rejectionReasons }), 200))
    const application = await anApplication(employer, posting)
    const page = await aPage(browser, employer.owner, wide)
    await visit(page, `${server.url}/pipeline/${posting.id}?candidate=${application.candidateId}`)
    await page.getByRole('complementary', { name: 'Candidate' }).getByRole('button', { name: 'Reject…' }).click()
    await page.getByRole('button', { name: 'Change these reasons…' }).click()
    const reason = page.getByRole('textbox', { name: 'Reason 1' })
    await reason.fill('Not now')
    // What a colleague saves meanwhile is not overwritten unseen.
    const theirs = [{ label: 'Lives too far away' }, ...rejectionReasons]
    expectStatus(await employer.owner.patch(settings, { rejectionReasons: theirs }), 200)
    await page.getByRole('button', { name: 'Show them as they are now' }).click()
    expect(await reason.inputValue()).toBe('Lives too far away')
    await reason.fill('No licence to drive')
    await page.getByRole('button', { name: 'Save for everybody' }).click()
    await page.getByLabel('No licence to drive').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()
    await eventually(async () =>
      JSON.stringify(
        (await recruiter.get(`${employer.api}/applications/${application.applicationId}/decisions`)).body,
      ).includes('No licence to drive'),
    )
  })

  it('[DEC-13] the pane with its dialogs has no violation that axe can find, light and dark, wide and narrow', async () => {
    const application = await anApplication(employer, posting)
    const body = { candidateId: application.candidateId, jobId: posting.id, score: 3 }
    expectStatus(await recruiter.post(`${employer.api}/select-candidate`, body), 200)
    const page = await aPage(browser, recruiter)
    const address = `${server.url}/pipeline/${posting.id}?candidate=${application.candidateId}`
    const open = async () => {
      await visit(page, address)
      await page.getByText('Selected by you, 3 of 5').waitFor()
      await page.getByRole('button', { name: 'Give feedback…' }).click()
      await page.getByRole('button', { name: 'Remind me…' }).click()
    }
    expect(await wrongInBothLooks(page, open)).toEqual([])
    const select = async () => {
      await visit(page, address)
      await page.getByRole('button', { name: 'Score…' }).click()
      await page.getByRole('dialog').waitFor()
    }
    expect(await wrongInBothLooks(page, select)).toEqual([])
  })
})
