import { z } from 'zod'
import type { SocketCommand } from './contract.ts'
import { CandidateId, EmployerId, PostingId, UserId } from './ids.ts'

/** Somebody has a candidate open now. Only of candidates that the reader may see, and never the reader's own. */
export const Look = z.object({ userId: UserId, candidateId: CandidateId })
export type Look = z.infer<typeof Look>

export const commands = {
  /** A page shows who looks at which candidates of an employer. */
  'looks:follow': {
    payload: z.strictObject({ employerId: EmployerId }),
    answer: z.object({ looks: z.array(Look) }),
  },
  'looks:unfollow': { payload: z.strictObject({ employerId: EmployerId }), answer: z.object({}) },
  /** What this page has open; null: nobody. It ends with the connection. */
  'looks:at': {
    payload: z.strictObject({
      employerId: EmployerId,
      at: z.strictObject({ jobId: PostingId, candidateId: CandidateId }).nullable(),
    }),
    answer: z.object({}),
  },
} satisfies Record<string, SocketCommand>

export type LookCommand = keyof typeof commands

/** What the server sends about looks. */
export interface LookPushes {
  /** Everything that the reader may know now; replaces what was sent before. */
  looks: (looks: { employerId: EmployerId; looks: Look[] }) => void
}
