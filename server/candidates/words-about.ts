import type { Scope } from '../store/scope.ts'
import { redact } from './redact.ts'
import { type CandidateRecord, candidates, reveals } from './repository.ts'

/** What somebody wrote about a candidate, as one reader may read it. */
export type WordsFor = (text: string, authorId?: string | null) => string

/** Without any name that the person has in one of these records of theirs. */
export const withoutNames = (records: readonly CandidateRecord[], text: string): string =>
  records.reduce((left, identity) => redact(left, identity), text)

/** Under whatever names the person applied. */
export const recordsOf = async (scope: Scope, candidate: CandidateRecord): Promise<CandidateRecord[]> => [
  candidate,
  ...(await candidates.kinOf(scope, candidate)),
]

/**
 * As it was written, once each record of the person was revealed to the reader. What readers wrote themselves is shown as
 * they wrote it: redacted, it would say which of their guesses is the name.
 */
export async function wordsFor(scope: Scope, userId: string, candidate: CandidateRecord): Promise<WordsFor> {
  const records = await recordsOf(scope, candidate)
  const ids = records.map(({ _id }) => _id)
  const revealed = await reveals.to(scope, userId, ids)
  const knowsAll = ids.every((id) => revealed.has(id))
  return (text, authorId) => (knowsAll || authorId === userId ? text : withoutNames(records, text))
}
