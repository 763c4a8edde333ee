import type { PinState } from '#protocol/language'
import { may, type Standing } from '#protocol/permissions'
import { jobOf } from './documents.ts'

interface Pinned {
  readonly documentId: string
  readonly by: string
  readonly state: PinState
}

/**
 * Who writes the text resolves a suggestion; who pinned it takes it back. Either opens again what they closed in that
 * way, and only the author what was taken back.
 */
export function mayChangePin(member: Standing & { readonly userId: string }, pin: Pinned, to: PinState): boolean {
  const isAuthor = pin.by === member.userId
  if (to === 'withdrawn' || pin.state === 'withdrawn') return isAuthor
  return may(member, 'posting.write', jobOf(pin.documentId) ?? undefined)
}
