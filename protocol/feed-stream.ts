import { z } from 'zod'
import { Time } from './common.ts'
import { get, type SocketCommand } from './contract.ts'
import { EmployerId } from './ids.ts'
import type { ImportProgress } from './imports.ts'

// Apart from the list of all kinds in `feed.ts`: a page that reads the feed does not load every feature's contract.

/** Who did it; names are joined by the reader over REST. */
export const FeedActor = z.object({ kind: z.enum(['user', 'candidate', 'system']), id: z.string().nullable() })
export type FeedActor = z.infer<typeof FeedActor>

/** An entry as sent; one that the reader may not see keeps its number alone. */
export const FeedEntry = z.union([
  z.object({
    employerId: EmployerId,
    seq: z.number(),
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
    actor: FeedActor,
    at: Time,
  }),
  z.object({ employerId: EmployerId, seq: z.number(), type: z.literal('hidden') }),
])
export type FeedEntry = z.infer<typeof FeedEntry>

export const endpoints = {
  readFeed: get('/employers/:employerId/feed', {
    summary: 'The latest entries of the feed that I may see, newest first; `before` pages back.',
    access: { may: 'posting.read' },
    query: z.strictObject({
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    result: z.object({ items: z.array(FeedEntry), head: z.number() }),
  }),
}

export const commands = {
  /** A page follows an employer's feed. Without `after`: from the head on. `reset`: load by REST, then follow from `head`. */
  'feed:follow': {
    payload: z.strictObject({ employerId: EmployerId, after: z.number().int().min(0).optional() }),
    answer: z.object({
      epoch: z.string(),
      head: z.number(),
      entries: z.array(FeedEntry).optional(),
      more: z.boolean().optional(),
      reset: z.literal(true).optional(),
    }),
  },
  'feed:unfollow': { payload: z.strictObject({ employerId: EmployerId }), answer: z.object({}) },
} satisfies Record<string, SocketCommand>

/** Told beside the entries, without a number: what it speaks of has changed, and can be read again. */
export type FeedHint = Hint & { readonly employerId: EmployerId; readonly at: string }

/** `import.progress`: how many rows of an import are done. */
export type Hint =
  | { readonly type: 'analytics.changed'; readonly data: { readonly seq: number } }
  | { readonly type: 'import.progress'; readonly data: ImportProgress }

/** What the server sends about feeds. */
export interface FeedPushes {
  feed: (entry: FeedEntry | FeedHint) => void
  /** Every few seconds: the newest number, so that a lost last push is noticed. */
  'feed:head': (head: { employerId: EmployerId; seq: number }) => void
}
