import type { Page } from 'playwright-core'
import { aPosting, type Caller } from '../builders.ts'
import { eventually } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aPage } from './chromium.ts'
import { theCompany } from './company.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

// The co-edited text of a posting, as people use it in a browser.

export const text = (page: Page) => page.getByRole('textbox', { name: 'Description' })
export const caretOf = (page: Page, name: string) => page.locator(`.cv-caret[data-name="${name}"]`)
export const badge = (page: Page, words: string) => page.locator('[data-saving]', { hasText: words })
export const words = async (page: Page) => (await text(page).innerText()).replace(/\s+/g, ' ').trim()
export const reads = (page: Page, content: string) => eventually(async () => (await words(page)).includes(content))

/** The posting whose text is written; of each test its own. */
export const aText = async (): Promise<string> => (await aPosting(await theCompany(), { description: '' })).id

export const openText = async (person: Caller, jobId: string): Promise<Page> =>
  shows(await aPage(await sharedChromium(), person), jobId)

export async function shows(page: Page, jobId: string): Promise<Page> {
  await visit(page, `${(await sharedServer()).url}/postings/${jobId}`)
  await text(page).waitFor()
  return page
}

/** Clicks into the text and writes at its end. */
export async function write(page: Page, content: string): Promise<void> {
  await text(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(content)
}
