import { createHmac } from 'node:crypto'
import type { GiveAnswer } from '#protocol/answers'
import { AppError, invalidField } from '../app-error.ts'
import { type CandidateRecord, candidates } from '../candidates/repository.ts'
import { recordsOf, withoutNames } from '../candidates/words-about.ts'
import { feedOf } from '../journal/entry.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Cause } from '../request-id.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { pour, voiceOf } from './pool.ts'
import { type AskRecord, asks } from './repository.ts'

export interface AnswerParts {
  readonly scope: () => Scope
  readonly journal: Pick<SharedJournal, 'for'>
  readonly links: LinkSecrets
}

/** The ask that a secret opens, be it used. @throws {AppError} `not-signed-in` for an unknown or expired one */
export async function askBy(scope: Scope, secret: string): Promise<AskRecord> {
  const ask = await asks.byToken(scope, secret)
  if (ask === null || ask.expiresAt <= scope.now) throw unknownLink()
  return ask
}

export const unknownLink = () =>
  new AppError('not-signed-in', 'Use the link from your mail; its secret is missing or unknown.')

/**
 * Takes a candidate's answer and uses their link up. Between the two no way back is left: the answer goes into the pool
 * without id or time of its own, and of the ask stays that it was used. The same request with the same key is answered
 * the same again, by an HMAC that only the link's secret makes.
 * @param key the `Idempotency-Key`, where the request had one
 * @throws {AppError} `invalid-token` when the link was used; `invalid-input` for another candidate
 * @returns whether it had been taken before
 */
export async function giveAnswer(
  { scope, journal, links }: AnswerParts,
  visitor: Cause,
  secret: string,
  { candidateId, ...said }: Omit<GiveAnswer, 'candidateId'> & { readonly candidateId: string },
  key?: string,
): Promise<{ replayed: boolean }> {
  const { _id, employerId } = await askBy(scope(), secret)
  const usedBy =
    key === undefined
      ? null
      : createHmac('sha256', secret)
          .update(JSON.stringify([key, said]))
          .digest('base64url')
  return journal.for(visitor).commit([feedOf(employerId)], async (tx) => {
    const ask = await askBy(tx, secret)
    if (candidateId !== ask.candidateId) throw invalidField('candidateId', 'This link is of another candidate.')
    if (ask.seed === null) {
      if (usedBy !== null && usedBy === ask.usedBy) return { replayed: true }
      throw new AppError('invalid-token', 'You have answered with this link already. Thank you.')
    }
    const candidate = await candidates.get(tx, employerId, candidateId)
    const { feedback, rating = null, good = [], bad = [] } = said
    // The same person's under whatever names they applied: two of their answers are one voice, and none signs another.
    const [own, ...kin] = await recordsOf(tx, candidate)
    const voice = ({ _id }: CandidateRecord) => voiceOf(links.secretOf(`voices:${employerId}`), _id)
    const text = withoutNames([own, ...kin], feedback)
    // What would tell who it was goes before anybody can read it.
    await pour(tx, { employerId, voices: [voice(own), ...kin.map(voice)] }, { text, rating, good, bad })
    const { withNews: _, ...left } = ask
    await asks.replace(tx, { ...left, _id, seed: null, draft: null, usedBy })
    return { replayed: false }
  })
}
