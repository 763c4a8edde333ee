import type { Hint } from '#protocol/feed'
import type { Standing } from '#protocol/permissions'

/** Sends a hint to those followers on this node who may see it. */
export type SendHint = (hint: Hint, maySee: (standing: Standing) => boolean) => void

/** Told after each entry that was sent to followers on this node, with the entry's type. */
export type AfterEntry = (employerId: string, send: SendHint, type: string) => void
