import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import {
  type APosting,
  aMember,
  anAddress,
  anApplication,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import { aPdf } from '../resumes/files.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aContext, aPage, isLive, violationsOn } from './chromium.ts'
import { type Company, theCompany } from './company.ts'
import { holdBack } from './hold-back.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let employer: Company
let job: APosting
let recruiter: Caller

beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  employer = await theCompany()
  ;({ recruiter } = employer)
  job = await aPublishedPosting(employer)
})

const resume = () => ({
  name: 'Quirina Vandersteen.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from(aPdf(['Quirina Vandersteen', 'Restored nine harpsichords'])),
})

describe('a résumé file', () => {
  it('[PROF-15] is sent without JavaScript, read blind, previewed and downloaded after a reveal', async () => {
    const visitor = await aContext(browser, null, { javaScriptEnabled: false })
    onTestFinished(() => visitor.close())
    const form = await visitor.newPage()
    await form.goto(`${server.url}/careers/${employer.slug}/jobs/${job.id}/apply`)
    await form.getByLabel('Your name').fill('Quirina Vandersteen')
    await form.getByLabel('Résumé as a file').setInputFiles(resume())
    await form.getByRole('button', { name: 'Send application' }).click()
    // The address is missing: the file is kept.
    await form.getByText('Quirina Vandersteen.pdf has arrived').waitFor()
    await form.getByLabel('E-mail address').fill(anAddress())
    await form.getByRole('button', { name: 'Send application' }).click()
    await form.getByRole('heading', { name: 'Thank you. Your application arrived.' }).waitFor()

    const page = await aPage(browser, recruiter)
    await visit(page, `${server.url}/pipeline/${job.id}`)
    await page.locator('[data-card]').first().click()
    const pane = page.getByRole('complementary', { name: 'Candidate' })
    await pane.getByText('Restored nine harpsichords').waitFor()
    await pane.getByText('Reveal to download').waitFor()
    expect(await pane.innerText()).not.toMatch(/quirina|vandersteen/i)

    await pane.getByLabel('Tags').fill('Harpsichords')
    await page.keyboard.press('Enter')
    await pane.getByLabel('A note on this candidate').fill('Quirina sent a recording')
    await pane.getByRole('button', { name: 'Add note' }).click()
    await pane.getByText('sent a recording').waitFor()
    expect(await pane.innerText()).not.toMatch(/quirina|vandersteen/i)

    await pane.getByRole('button', { name: 'Reveal…' }).click()
    await page.getByLabel('Why do you need to know?').fill('To agree on a time')
    await page.getByRole('button', { name: 'Reveal', exact: true }).click()
    await pane.getByRole('heading', { name: 'Quirina Vandersteen' }).waitFor()
    await pane.getByText('Quirina sent a recording').waitFor()
    const download = page.waitForEvent('download')
    await pane.getByRole('link', { name: 'Download' }).click()
    expect((await download).suggestedFilename()).toBe('Quirina Vandersteen.pdf')
    expect(await violationsOn(page)).toEqual([])

    await pane.getByLabel('See what others see').check()
    await pane.getByText('Reveal to download').waitFor()
    expect(await pane.innerText()).not.toMatch(/quirina|vandersteen/i)
  })

  it('[PRIV-6] nor who it was can be asked for once the candidate had their data deleted', async () => {
    const posting = await aPublishedPosting(employer)
    const { candidateId, portalUrl } = await anApplication(employer, posting)
    await anApplication(employer, posting)
    const page = await aPage(browser, recruiter)
    await visit(page, `${server.url}/pipeline/${posting.id}?candidate=${candidateId}`)
    const pane = page.getByRole('complementary', { name: 'Candidate' })
    // Others who were made up with the same telephone number may be offered for merging, too.
    const offered = ['Reveal…', 'Add a résumé file', 'Merge'].map((name) => pane.getByRole('button', { name }).first())
    for (const button of offered) await button.waitFor()
    await isLive(page)
    const headers = { 'X-Candidate-Token': new URL(portalUrl).searchParams.get('token') ?? '' }
    expectStatus(await new Caller(server).post('/api/portal/erase', { confirm: true }, headers), 204)
    await pane.getByText('Deleted at the candidate’s request').waitFor()
    for (const button of offered) expect(await button.count()).toBe(0)
    expect(await violationsOn(page)).toEqual([])
  })

  it('[WEB-30] nor who it was is read on, on an open page, by somebody whose role becomes a blind one', async () => {
    const { candidateId, name } = await anApplication(employer, job)
    const colleague = await aMember(employer, 'recruiter')
    const reason = { reason: 'To call and agree on a time' }
    expectStatus(await colleague.post(`${employer.api}/candidates/${candidateId}/reveal`, reason), 200)
    const page = await aPage(browser, colleague)
    await visit(page, `${server.url}/pipeline/${job.id}?candidate=${candidateId}`)
    const shown = page.getByText(name)
    await page.getByRole('complementary', { name: 'Candidate' }).getByText(name).first().waitFor()
    await isLive(page)
    expectStatus(await employer.owner.patch(`${employer.api}/users/${colleague.userId}`, { role: 'viewer' }), 200)
    await eventually(async () => (await shown.count()) === 0)
  })

  it('[PROF-24] is shown when all about them has come, so that nothing moves what one is about to press', async () => {
    const { candidateId } = await anApplication(employer, job)
    await anApplication(employer, job)
    const page = await aPage(browser, recruiter)
    const pane = page.getByRole('complementary', { name: 'Candidate' })
    const open = async () => {
      // All but the last of what is above the buttons has been read.
      const isRead = page.waitForResponse((answer) => answer.url().endsWith(`/candidates/${candidateId}/notes`))
      await visit(page, `${server.url}/pipeline/${job.id}?candidate=${candidateId}`)
      await (await isRead).finished()
      await pane.locator('article').first().waitFor({ state: 'attached' })
    }
    const release = await holdBack(page, '**/duplicates')
    await open()
    const reject = pane.getByRole('button', { name: 'Reject…' })
    expect(await reject.isVisible()).toBe(false)
    release()
    await reject.waitFor()
    expect(await pane.getByRole('button', { name: 'Merge' }).first().isVisible()).toBe(true)

    // What cannot be read is not waited for.
    await page.unroute('**/duplicates')
    for (const path of ['**/duplicates', '**/feed?*']) await page.route(path, (route) => route.abort())
    await page.reload()
    await reject.waitFor()
    expect(await pane.getByRole('button', { name: 'Merge' }).count()).toBe(0)
    const history = pane.locator('section', { has: page.getByRole('heading', { name: 'History', exact: true }) })
    await history.getByText('The history did not load').waitFor()
    expect(await history.getByText('Nothing yet.').count()).toBe(0)
    await page.unroute('**/feed?*')
    await history.getByRole('button', { name: 'Try again' }).click()
    await history.getByText('Applied').waitFor()

    // By keys: the button that is pressed goes, and the focus stays with what is said instead.
    await page.unroute('**/duplicates')
    await page.reload()
    const inBox = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    const part = pane.getByRole('button', { name: 'Part again', disabled: false })
    await pane.getByRole('button', { name: 'Merge' }).first().press('Enter')
    await part.waitFor()
    expect(await inBox()).toBe('Applied more than once')
    await part.press('Enter')
    await part.waitFor({ state: 'detached' })
    expect(await inBox()).toBe('Applied more than once')
  })

  it('[BRD-33] a note of one’s own is changed in its place and shows how it read; a deleted one comes back', async () => {
    await anApplication(employer, job)
    const page = await aPage(browser, recruiter)
    await visit(page, `${server.url}/pipeline/${job.id}`)
    await page.locator('[data-card]').first().click()
    const pane = page.getByRole('complementary', { name: 'Candidate' })
    await pane.getByLabel('A note on this candidate').fill('Plays well')
    await pane.getByRole('button', { name: 'Add note' }).click()
    await pane.getByRole('button', { name: 'Edit this note' }).click()
    await pane.getByLabel('The note', { exact: true }).fill('Plays well from memory')
    await pane.getByRole('button', { name: 'Save note' }).click()
    await pane.getByText('How it read before (1)').click()
    await pane.getByText('Plays well', { exact: true }).waitFor()
    const note = pane.getByRole('listitem').filter({ hasText: 'from memory' })
    await note.getByRole('button', { name: 'Delete this note' }).click()
    await note.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await note.waitFor()
  })
})
