import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../builders.ts'
import { eventually } from '../server.ts'
import { aPage, violationsOn, wrongInBothLooks } from './chromium.ts'
import { type Company, theCompany } from './company.ts'
import { sharedChromium } from './shared.ts'
import { aText, badge, caretOf, openText, reads, shows, text, words, write } from './texts.ts'

let employer: Company
let recruiter: Caller
let interviewer: Caller
beforeAll(async () => {
  employer = await theCompany()
  ;({ recruiter, ada: interviewer } = employer)
})

/** Selects so many letters from the beginning of the text. */
const selectFirst = (page: Page, letters: number): Promise<boolean> =>
  eventually(async () => {
    await text(page).click()
    await page.keyboard.press('Control+Home')
    for (let step = 0; step < letters; step++) await page.keyboard.press('Shift+ArrowRight')
    const chosen = await page.evaluate(() => String(window.getSelection()))
    // What is drawn into the text meanwhile, such as a finding, can stop the caret or take it further: then once more.
    if (chosen.length !== letters) throw new Error(`Selected is ${JSON.stringify(chosen)}`)
    return true
  })

describe('remarks beside the text', () => {
  it('[COEDUI-10] a comment is pinned to words, moves with them, and is answered and settled live', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(interviewer, jobId)])
    await write(a, 'Stars shine above us.')
    await reads(b, 'Stars shine above us.')
    await selectFirst(b, 5)
    await b.getByRole('button', { name: 'Comment', exact: true }).click()
    const compose = b.getByRole('form', { name: 'New comment' })
    await compose.getByLabel('Comment').fill('Only at night?')
    await compose.getByRole('button', { name: 'Comment' }).click()

    const marked = (page: Page) => text(page).locator('.cv-remark-comment')
    await marked(a).waitFor()
    await text(a).click()
    await a.keyboard.press('Control+Home')
    await a.keyboard.type('All the ')
    await reads(b, 'All the Stars shine above us.')
    for (const page of [a, b]) expect(await marked(page).innerText()).toBe('Stars')

    await marked(a).click()
    const comment = a.getByRole('article', { name: 'Comment by A interviewer' })
    await comment.getByRole('button', { name: 'Reply' }).click()
    await comment.getByRole('textbox', { name: 'Reply' }).fill('Always.')
    await a.keyboard.press('Control+Enter')
    await b.getByRole('list', { name: 'Replies' }).getByText('Always.').waitFor()
    await comment.getByRole('button', { name: 'Settle' }).click()
    await marked(b).waitFor({ state: 'detached' })
  })

  it('[COEDUI-11] a suggestion by somebody who may not write goes into the text when it is accepted', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(interviewer, jobId)])
    await write(a, 'Ninjas wanted.')
    await reads(b, 'Ninjas wanted.')
    await selectFirst(b, 6)
    await b.getByRole('button', { name: 'Suggest', exact: true }).click()
    const compose = b.getByRole('form', { name: 'Suggest a change' })
    await compose.getByLabel('Write').fill('Colleagues')
    await compose.getByRole('button', { name: 'Suggest' }).click()
    await b.getByRole('article', { name: 'Suggestion by You' }).waitFor()
    expect(await words(b)).toBe('Ninjas wanted.')

    await a.getByRole('button', { name: 'Comments' }).click()
    const suggestion = a.getByRole('article', { name: 'Suggestion by A interviewer' })
    expect(await suggestion.locator('del').innerText()).toBe('Ninjas')
    expect(await suggestion.locator('ins').innerText()).toBe('Colleagues')
    await suggestion.getByRole('button', { name: 'Accept' }).click()
    for (const page of [a, b]) await reads(page, 'Colleagues wanted.')
    await suggestion.waitFor({ state: 'detached' })
    await badge(a, 'Saved').waitFor()
  })
})

describe('versions of a text', () => {
  it('[COEDUI-12] one is named, compared with the text now, and restored while somebody else types', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([openText(employer.owner, jobId), openText(recruiter, jobId)])
    await write(a, 'We bake bread.')
    await reads(b, 'We bake bread.')
    await badge(a, 'Saved').waitFor()
    await a.getByRole('button', { name: 'Versions' }).click()
    await a.getByLabel('Keep the text as it is now').fill('Before the change')
    await a.getByRole('button', { name: 'Keep' }).click()
    const version = a.getByRole('region', { name: 'Versions' }).getByRole('button', { name: /Before the change/ })
    await version.waitFor()

    await selectFirst(a, 14)
    await a.keyboard.type('We bake cake.')
    await reads(b, 'We bake cake.')
    await version.click()
    const dialog = a.getByRole('dialog', { name: 'Before the change' })
    await dialog.getByText('1 part changed').waitFor()
    expect(await dialog.locator('del').first().innerText()).toContain('bread')
    expect(await dialog.locator('ins').first().innerText()).toContain('cake')
    expect(await violationsOn(a)).toEqual([])

    await text(b).click()
    await b.keyboard.press('Control+End')
    await b.keyboard.press('Enter')
    const typing = b.keyboard.type('And somebody types on meanwhile.', { delay: 40 })
    await dialog.getByRole('button', { name: 'Restore this version' }).click()
    await typing
    for (const page of [a, b]) await reads(page, 'We bake bread.')
    await eventually(async () => (await words(a)) === (await words(b)))
    await a.getByRole('button', { name: 'Undo', exact: true }).last().click()
    for (const page of [a, b]) await reads(page, 'We bake cake.')
  })
})

describe('writing with the keyboard alone', () => {
  it('[COEDUI-8] the tools are one stop, and Escape and Tab leave a table', async () => {
    const jobId = await aText()
    const page = await openText(employer.owner, jobId)
    await text(page).focus()
    await page.keyboard.press('Alt+F10')
    const focused = () => page.evaluate("document.activeElement.getAttribute('aria-label')")
    const isAt = (label: string) => eventually(async () => (await focused()) === label)
    await isAt('Heading')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await isAt('Bold')
    await page.keyboard.press('Tab')
    await isAt('Description')
    await page.keyboard.press('Shift+Tab')
    await isAt('Bold')
    await page.getByRole('button', { name: 'Table' }).click()
    await page.getByRole('menuitem', { name: 'Insert a table' }).click()
    await text(page).locator('table').waitFor()
    // The menu gives the focus back as it closes.
    await isAt('Description')
    await page.keyboard.press('Tab')
    await isAt('Description')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await focused()).not.toBe('Description')
  })

  it('[COEDUI-5] axe finds nothing wrong, light and dark, wide and narrow, while somebody else writes', async () => {
    const jobId = await aText()
    const [a, b] = await Promise.all([aPage(await sharedChromium(), employer.owner), openText(recruiter, jobId)])
    const open = async () => {
      await shows(a, jobId)
      await write(b, 'Somebody is here.')
      await caretOf(a, 'A recruiter').waitFor({ state: 'attached' })
      await badge(a, 'Saved').waitFor()
    }
    expect(await wrongInBothLooks(a, open)).toEqual([])
  })
})
