import type { Attachment } from '#protocol/chat'

/** What somebody has begun to write. */
export interface Draft {
  readonly body: string
  readonly attachments: readonly Attachment[]
}

export const emptyDraft: Draft = { body: '', attachments: [] }

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'body' in value &&
  typeof value.body === 'string' &&
  'attachments' in value

const placeOf = (userId: string, place: string) => `clearview.draft.${userId}.${place}`

/** Drafts stay in this browser, one per person and conversation or thread. */
export function readDraft(userId: string, place: string): Draft {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(placeOf(userId, place)) ?? 'null')
    return isDraft(value) && Array.isArray(value.attachments) ? value : emptyDraft
  } catch {
    return emptyDraft
  }
}

export function keepDraft(userId: string, place: string, draft: Draft): void {
  try {
    if (draft.body === '' && draft.attachments.length === 0) localStorage.removeItem(placeOf(userId, place))
    else localStorage.setItem(placeOf(userId, place), JSON.stringify(draft))
  } catch {
    // Full or forbidden storage: the draft lasts as long as the page.
  }
}
