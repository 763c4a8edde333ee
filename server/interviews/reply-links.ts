import { timingSafeEqual } from 'node:crypto'
import type { LinkSecrets } from '../store/link-key.ts'

export interface ReplyLink {
  readonly interviewId: string
  readonly userId: string
}

const secretOf = (links: LinkSecrets, { interviewId, userId }: ReplyLink): string =>
  links.secretOf(`interview-reply:${interviewId}:${userId}`)

/** The secret by which one interviewer answers for one interview, without signing in. */
export const replyToken = (links: LinkSecrets, link: ReplyLink): string =>
  `${link.interviewId}.${link.userId}.${secretOf(links, link)}`

/** Whose answer a secret is for; null: nobody's. */
export function readReplyToken(links: LinkSecrets, token: string): ReplyLink | null {
  const [, interviewId, userId, secret] = /^([0-9a-z]{1,64})\.([0-9a-z]{1,64})\.([\w-]{43})$/.exec(token) ?? []
  if (!interviewId || !userId || !secret) return null
  const link = { interviewId, userId }
  return timingSafeEqual(Buffer.from(secret), Buffer.from(secretOf(links, link))) ? link : null
}
