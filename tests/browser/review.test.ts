import type { Browser, Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type APanel, aJudgedPosting, aPanel, reviewersOf, sayings } from '../api/panel.ts'
import { type APosting, type Caller, expectStatus } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aPage, isLive, wrongInBothLooks } from './chromium.ts'
import { type Company, theCompany } from './company.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

let server: TestServer
let browser: Browser
let company: Company
/** Of candidates who are alone in their test. */
let posting: APosting
beforeAll(async () => {
  server = await sharedServer()
  browser = await sharedChromium()
  company = await theCompany()
  posting = await aPostingToRate()
})

/** Which Ada and the recruiter are asked to rate the candidates of. */
const aPostingToRate = () => aJudgedPosting(company, { interviewers: [company.ada, company.recruiter] })

async function open(person: Caller, path: string): Promise<Page> {
  const page = await aPage(browser, person)
  await visit(page, `${server.url}${path}`)
  await isLive(page)
  return page
}
const pathOf = ({ application: { applicationId } }: APanel) => `/review/${applicationId}`

const step = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const saved = (page: Page) => page.locator('[data-saving="saved"]').first().waitFor()

/** Rates by mouse as somebody would who has never read of the keys. */
async function rate(page: Page, care: number, words: string): Promise<void> {
  for (const name of ['Care', 'Craft']) {
    await step(page, name).getByText(String(care), { exact: true }).first().click()
    await step(page, name).getByRole('textbox', { name: 'Evidence' }).fill(`${words} about ${name}`)
  }
  await step(page, 'Your recommendation').getByRole('radio', { name: 'Yes', exact: true }).click()
  await step(page, 'Your recommendation').getByRole('textbox', { name: 'Conclusion' }).fill(`${words} in short`)
}

describe('a panel of two', () => {
  it('[REVUI-7] scores blind, sees the reveal at once, and writes the shared scorecard together', async () => {
    const { ada, recruiter: bo, owner: leader } = company
    const panel = await aPanel(company, posting)
    const [a, b, owner] = await Promise.all([ada, bo, leader].map((person) => open(person, pathOf(panel))))
    if (!a || !b || !owner) throw new Error('Three pages were opened')
    await Promise.all([rate(a, 5, 'Thorough'), rate(b, 2, 'Hasty')])
    await a.getByRole('button', { name: 'Submit my ratings' }).click()
    for (const page of [a, b, owner]) await page.getByText('1 of 2 in').waitFor()
    // Sealed: what one said is on nobody else's page.
    for (const page of [b, owner]) expect(await page.content()).not.toContain('Thorough')
    await b.getByRole('button', { name: 'Submit my ratings' }).click()
    for (const page of [a, b, owner]) {
      const table = page.getByRole('table', { name: 'Ratings by criterion and reviewer' })
      await table.waitFor()
      const row = table.getByRole('row', { name: /^Care/ })
      expect((await row.getByRole('cell').allInnerTexts()).slice(0, 3).sort()).toEqual(['2', '3.5', '5'])
      await row.getByText('2 to 5').waitFor()
    }
    // The shared text comes up by itself, on both pages.
    const texts = [a, b].map((page) => page.getByRole('textbox', { name: 'Shared scorecard' }))
    for (const text of texts) await text.getByRole('heading', { name: 'Conclusion' }).waitFor()
    const [atA, atB] = texts as [Locator, Locator]
    const add = async (page: Page, text: Locator, words: string) => {
      await text.click()
      await page.keyboard.press('Control+End')
      await page.keyboard.type(words)
    }
    const reads = (text: Locator, words: string) => eventually(async () => (await text.innerText()).includes(words))
    // One after the other: two who write at the same place at once may each stand in the middle of what the other writes.
    await add(a, atA, 'Ada saw. ')
    await reads(atB, 'Ada saw.')
    await add(b, atB, 'Bo saw. ')
    for (const text of texts) await reads(text, 'Ada saw. Bo saw.')
  })
})

describe('who rates', () => {
  it('[REVUI-10] is not written over unseen, when a colleague chose others meanwhile', async () => {
    const { ada, recruiter, owner } = company
    const panel = await aPanel(company, posting)
    const page = await open(owner, pathOf(panel))
    await page.getByRole('button', { name: 'Reviewers…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Who rates this application' })
    await dialog.getByRole('combobox', { name: 'Reviewers' }).waitFor()
    expectStatus(await panel.assign(recruiter, [ada]), 200)
    await dialog.getByText(/^A colleague has changed this meanwhile/).waitFor()
    expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await dialog.getByRole('button', { name: 'Show it as it is now' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(reviewersOf(await panel.seen(owner))).toEqual([ada.userId])
  })
})

describe('my ratings', () => {
  it('[REVUI-2] are saved as I write, and are there after the page was closed without a connection', async () => {
    const { ada } = company
    const panel = await aPanel(company, posting)
    const page = await open(ada, pathOf(panel))
    await step(page, 'Care').getByText('4', { exact: true }).first().click()
    await step(page, 'Care').getByRole('textbox', { name: 'Evidence' }).fill('Left notes')
    await saved(page)
    await eventually(async () => (await panel.seen(ada)).mine?.ratings[0]?.evidence === 'Left notes')
    await page.context().setOffline(true)
    await step(page, 'Craft').getByRole('textbox', { name: 'Evidence' }).fill('Written in a tunnel')
    await page.locator('[data-saving="offline"]').waitFor()
    await page.context().setOffline(false)
    await page.reload()
    await eventually(async () => (await panel.seen(ada)).mine?.ratings[1]?.evidence === 'Written in a tunnel')
    expect((await panel.seen(ada)).mine?.ratings[0]).toMatchObject({ score: 4, evidence: 'Left notes' })
  })

  it('[REVUI-3] of two devices lose nothing: the same field is asked about', async () => {
    const { ada } = company
    const panel = await aPanel(company, posting)
    const page = await open(ada, pathOf(panel))
    const evidence = step(page, 'Care').getByRole('textbox', { name: 'Evidence' })
    await evidence.waitFor()
    const elsewhere = { ratings: [{ criterionId: 'care', evidence: 'From the phone' }], conclusion: 'Phone too' }
    expectStatus(await panel.draft(ada, elsewhere), 200)
    await evidence.fill('From the laptop')
    await step(page, 'Care').getByText('There it says: “From the phone”').waitFor()
    await step(page, 'Care').getByRole('button', { name: 'Keep what is here' }).click()
    await eventually(async () => (await panel.seen(ada)).mine?.ratings[0]?.evidence === 'From the laptop')
    expect((await panel.seen(ada)).mine?.conclusion).toBe('Phone too')
  })

  it('[REVUI-4] of ten candidates are given by keys alone, in an order of my own', async () => {
    const { api, ada } = company
    const many = await aPostingToRate()
    const panels = await Promise.all(Array.from({ length: 10 }, () => aPanel(company, many)))
    const byId = new Map(panels.map((panel) => [panel.application.applicationId, panel]))
    const listed = await ada.get<{ items: { applicationId: string }[] }>(`${api}/reviews?jobId=${many.id}`)
    const order = listed.body.items.map(({ applicationId }) => applicationId)
    const page = await open(ada, `/review/${order[0]}`)
    // Whoever types is quicker than what is drawn.
    await page.evaluate(() => {
      const soon = window.requestAnimationFrame
      window.requestAnimationFrame = (draw) => window.setTimeout(() => soon(draw), 100)
    })
    const { keyboard } = page
    for (const [index, applicationId] of order.entries()) {
      await page.waitForURL(`**/review/${applicationId}`)
      await page.getByText(`${index + 1} of 10`, { exact: true }).waitFor()
      await step(page, 'Care').waitFor()
      for (const words of ['a', 'b', 'c']) {
        await keyboard.press('4')
        await keyboard.press('e')
        await keyboard.type(`${words}${index}`)
        await keyboard.press('Escape')
        await keyboard.press('j')
      }
      await keyboard.press('Control+Enter')
      const panel = byId.get(applicationId)
      await eventually(async () => (await panel?.seen(ada))?.mine?.submittedAt)
      await page.getByText('in since').waitFor()
      if (index < 9) await keyboard.press('n')
    }
    for (const panel of panels) {
      const { mine } = await panel.seen(ada)
      expect(mine).toMatchObject({ ratings: [{ score: 4 }, { score: 4 }], recommendation: 'strong-yes' })
    }
  })

  it('[REVUI-5] open from the board’s candidate and from what needs me', async () => {
    // Of whom no other review is asked.
    const { owner } = company
    const panel = await aPanel(company, posting)
    expectStatus(await panel.assign(owner, [owner]), 200)
    const page = await open(owner, '/')
    await page.getByRole('link', { name: /^Rate/ }).click()
    await step(page, 'Care').waitFor()
    const { candidateId } = panel.application
    await visit(page, `${server.url}/pipeline/${posting.id}?candidate=${candidateId}`)
    await page.getByRole('link', { name: 'Review' }).click()
    await page.waitForURL(`**${pathOf(panel)}`)
  })

  it('[REVUI-6] can be given for one criterion, candidate after candidate', async () => {
    const { ada } = company
    const two = await aPostingToRate()
    const panels = [await aPanel(company, two), await aPanel(company, two)]
    const page = await open(ada, pathOf(panels[0] as APanel))
    await page.getByRole('combobox', { name: 'What to rate' }).selectOption({ label: 'All on “Craft”' })
    await step(page, 'Care').waitFor({ state: 'detached' })
    await page.keyboard.press('3')
    await eventually(async () => (await panels[0]?.seen(ada))?.mine?.ratings[1]?.score === 3)
    const other = panels[1] as APanel
    const isLast = await page.getByRole('button', { name: 'Next candidate' }).isDisabled()
    await page.keyboard.press(isLast ? 'p' : 'n')
    await page.waitForURL(`**${pathOf(other)}?by=craft`)
    await step(page, 'Craft').waitFor()
    await page.keyboard.press('5')
    await eventually(async () => (await other.seen(ada)).mine?.ratings[1]?.score === 5)
  })
})

describe('the look of a review', () => {
  it('[REVUI-8] holds in both schemes and widths, sealed and revealed', async () => {
    const { ada, recruiter: bo } = company
    const panel = await aPanel(company, posting)
    const page = await aPage(browser, ada)
    const look = () =>
      wrongInBothLooks(page, async () => {
        await visit(page, `${server.url}${pathOf(panel)}`)
        await page.getByText('Applied').waitFor()
        await isLive(page)
      })
    expect(await look()).toEqual([])
    expectStatus(await panel.submit(ada, sayings('One', 5)), 200)
    expectStatus(await panel.submit(bo, sayings('Other', 1)), 200)
    expectStatus(await panel.amend(bo, { conclusion: 'Another', reason: 'On reflection' }), 200)
    // The open page has turned over, which brings up the shared scorecard: opened anew it begins with the application.
    await page
      .getByText(/^revealed/)
      .first()
      .waitFor()
    expect(await look()).toEqual([])
  })
})
