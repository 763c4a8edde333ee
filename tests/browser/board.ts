import type { BrowserContext, Locator, Page } from 'playwright-core'
import type { AnApplication, APosting } from '../builders.ts'
import type { TestServer } from '../server.ts'
import { aTab } from './contexts.ts'
import { visit } from './tidy.ts'

export interface OpenBoard {
  readonly page: Page
  readonly context: BrowserContext
  readonly column: (stage: string) => Locator
  readonly card: (stage: string, application: AnApplication) => Locator
}

/** Wide enough for several columns at once. */
export const wide = { width: 1440, height: 800 }

interface Look {
  readonly viewport?: { width: number; height: number }
  readonly colorScheme?: 'light' | 'dark'
  /** Of the address: its filters. */
  readonly search?: string
}

export async function openBoard(
  context: BrowserContext,
  { url }: TestServer,
  { id }: APosting,
  { viewport = wide, colorScheme = 'light', search = '' }: Look = {},
): Promise<OpenBoard> {
  const page = await aTab(context)
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme })
  await visit(page, `${url}/pipeline/${id}${search}`)
  const column = (stage: string) => page.getByRole('region', { name: stage, exact: true })
  const card = (stage: string, { applicationId }: AnApplication) =>
    column(stage).locator(`[data-card="${applicationId}"]`)
  await page.locator('[data-card]').first().waitFor()
  // Pushes arrive from here on.
  await page.getByText('Live', { exact: true }).waitFor()
  return { page, context, column, card }
}

export async function drag(page: Page, card: Locator, to: Locator): Promise<void> {
  const [from, target] = [await card.boundingBox(), await to.boundingBox()]
  if (!from || !target) throw new Error('The card or the column is not on screen')
  await page.mouse.move(from.x + 40, from.y + 10)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 3 })
  await page.mouse.move(target.x + target.width / 2, target.y + 160, { steps: 8 })
  await page.mouse.up()
}
