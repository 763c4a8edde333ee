import type { Page } from 'playwright-core'
import { type AnEmployer, aConsultant, anEngagement, type Caller } from '../builders.ts'
import { aChatter, type Chatter } from '../realtime/chatters.ts'
import { sharedServer } from '../shared-server.ts'
import { aPage } from './chromium.ts'
import { sharedChromium } from './shared.ts'
import { visit } from './tidy.ts'

/** Longer than any sane page needs; every wait ends as soon as its state is there. */
export const patience = { timeout: 30_000 }

export interface Talk {
  readonly consultant: Caller
  readonly conversationId: string
  /** The consultant without a browser. */
  readonly noor: Chatter
}

let talks = 0
/** A fresh consultant and conversation, so that no test reads what another wrote. */
export async function aTalkWith(employer: AnEmployer): Promise<Talk> {
  const consultant = await aConsultant(employer.owner.server, { name: `Noor Haddad ${++talks}` })
  const { conversationId } = await anEngagement(employer, consultant)
  return { consultant, conversationId, noor: await aChatter(consultant, conversationId) }
}

export async function opens(person: Caller, path: string): Promise<Page> {
  return goes(await aPage(await sharedChromium(), person), path, person.server)
}
export async function goes(page: Page, path: string, at?: { readonly url: string }): Promise<Page> {
  const { url } = at ?? (await sharedServer())
  await visit(page, url + path)
  const title = path.startsWith('/messages') ? { name: /^Messages/ } : {}
  await page
    .getByRole('heading', { level: 1, ...title })
    .first()
    .waitFor(patience)
  return page
}
export const field = (page: Page) => page.getByRole('textbox', { name: /^Write/ })
export const message = (page: Page, text: string) => page.locator('[data-message]', { hasText: text })
export const opensTalk = async (person: Caller, { conversationId }: Talk) => {
  const page = await opens(person, `/messages/${conversationId}`)
  await field(page).waitFor(patience)
  return page
}
/** On a page that did not hear the messages come: it has the newest of them alone. */
export const loadsTalk = async (person: Caller, { conversationId }: Talk) => {
  const page = await aPage(await sharedChromium(), person)
  await page.goto(`${person.server.url}/messages/${conversationId}`)
  await field(page).waitFor(patience)
  return page
}
export async function says(page: Page, text: string): Promise<void> {
  await field(page).fill(text)
  await field(page).press('Enter')
}
/** Every message on screen by its first words, in order. */
export const shown = (page: Page): Promise<string[]> => page.locator('[data-message] [class*="body"]').allTextContents()

/** What the server has, in order; it is the judge of what was lost or doubled. */
export async function stored({ consultant, conversationId }: Talk): Promise<string[]> {
  const { body } = await consultant.get<{ items: { type: string; body: string }[] }>(
    `/api/conversations/${conversationId}/messages?limit=500`,
  )
  return body.items.filter(({ type }) => type === 'message').map((entry) => entry.body)
}
