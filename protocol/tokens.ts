import { z } from 'zod'
import { line, page, pageQuery, Time } from './common.ts'
import { del, get, post } from './contract.ts'
import { TokenId, UserId } from './ids.ts'
import { TokenScope } from './scopes.ts'

/** What programs sign in with. It acts for who made it, at one employer, within its scopes, and never beyond their role. */
export const ApiToken = z.object({
  id: TokenId,
  name: z.string(),
  scopes: z.array(TokenScope),
  createdBy: UserId,
  createdAt: Time,
  expiresAt: Time,
  /** To the minute; null: never. */
  lastUsedAt: Time.nullable(),
  state: z.enum(['active', 'expired', 'revoked']),
})
export type ApiToken = z.infer<typeof ApiToken>

export const CreateToken = z.strictObject({
  name: line(80),
  scopes: z
    .array(TokenScope)
    .min(1, 'Name at least one scope, such as postings:read.')
    .max(20)
    .transform((scopes) => [...new Set(scopes)].sort()),
  /** In days from now. */
  expiresInDays: z.number().int().min(1).max(730).default(365),
})

const tokens = '/employers/:employerId/tokens'

export const endpoints = {
  createToken: post(tokens, {
    summary: 'Make an API token. Its secret is in this answer and nowhere else: keep it.',
    access: { may: 'organisation.manage' },
    byPeopleOnly: true,
    body: CreateToken,
    result: ApiToken.extend({ token: z.string() }),
    status: 201,
  }),
  listTokens: get(tokens, {
    summary: 'API tokens, newest first, without their secrets.',
    access: { may: 'organisation.manage' },
    query: z.strictObject(pageQuery),
    result: page(ApiToken),
  }),
  revokeToken: del(`${tokens}/:tokenId`, {
    summary: 'End an API token; what it has open ends at once.',
    access: { may: 'organisation.manage' },
    byPeopleOnly: true,
  }),
}
