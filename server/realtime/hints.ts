import type { Standing } from '#protocol/permissions'

/** Something told beside a feed's entries, without a number: whoever misses it misses nothing. */
export interface Hint {
  readonly type: 'analytics.changed'
  readonly data: { readonly seq: number }
}

/** Sends a hint to those followers on this node who may see it. */
export type SendHint = (hint: Hint, maySee: (standing: Standing) => boolean) => void

/** Told after each entry that was sent to followers on this node. */
export type AfterEntry = (employerId: string, send: SendHint) => void
