import { feedOf } from '../journal/entry.ts'
import type { Cause } from '../request-id.ts'
import type { Scope } from '../store/scope.ts'
import { type AnswerParts, askBy } from './give-answer.ts'
import { asks } from './repository.ts'
import { seal, unseal } from './sealed-draft.ts'

/** Keeps what a candidate has written and not sent yet, sealed with the secret of their link. */
export async function keepDraft(
  { scope, journal }: AnswerParts,
  visitor: Cause,
  secret: string,
  text: string,
): Promise<void> {
  const { employerId } = await askBy(scope(), secret)
  await journal.for(visitor).commit([feedOf(employerId)], async (tx) => {
    const ask = await askBy(tx, secret)
    // Sent from another page meanwhile: there is nothing to keep.
    if (ask.seed !== null) await asks.replace(tx, { ...ask, draft: seal(text, secret) })
  })
}

/** What somebody with the link sees: whether it was used, and what they kept. */
export async function readAsk(
  scope: Scope,
  secret: string,
): Promise<{ employerId: string; candidateId: string; isUsed: boolean; draft: string | null }> {
  const { employerId, candidateId, seed, draft } = await askBy(scope, secret)
  return { employerId, candidateId, isUsed: seed === null, draft: draft === null ? null : unseal(draft, secret) }
}
