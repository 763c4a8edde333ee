import type { Scope } from '../store/scope.ts'
import type { Reader } from './reader.ts'
import { redact, redactPlace } from './redact.ts'
import { type CandidateRecord, candidates, reveals } from './repository.ts'

/** What somebody wrote about a candidate, as one reader may read it. */
export type WordsFor = (text: string, authorId?: string | null) => string

/** Without any name that the person has in one of these records of theirs. */
export const withoutNames = (records: readonly CandidateRecord[], text: string): string =>
  records.reduce((left, identity) => redact(left, identity), text)

/** Under whatever names the person applied. */
export const recordsOf = async (
  scope: Scope,
  candidate: CandidateRecord,
): Promise<[CandidateRecord, ...CandidateRecord[]]> => [candidate, ...(await candidates.kinOf(scope, candidate))]

/** How one reader sees a candidate. */
interface View {
  /** This record of theirs was revealed to the reader. */
  readonly isKnown: boolean
  /**
   * As it was written, once each record of the person was revealed to the reader. What readers wrote themselves is shown
   * as they wrote it: redacted, it would say which of their guesses is the name.
   */
  readonly words: WordsFor
  /** The same of where the person is met: it is read as far as it leads there. */
  readonly place: WordsFor
}

export const viewOf = async (scope: Scope, reader: Reader, candidate: CandidateRecord): Promise<View> =>
  (await viewOfEach(scope, reader, [candidate]))(candidate)

export const wordsFor = async (scope: Scope, reader: Reader, candidate: CandidateRecord): Promise<WordsFor> =>
  (await viewOf(scope, reader, candidate)).words

/** The same of several candidates of one employer. */
export async function viewOfEach(
  scope: Scope,
  reader: Reader,
  people: readonly CandidateRecord[],
): Promise<(candidate: CandidateRecord) => View> {
  const employerId = people[0]?.employerId ?? ''
  const persons = [...new Set(people.flatMap(({ personId }) => personId ?? []))]
  const all = [...people, ...(await candidates.ofPersons(scope, employerId, persons))]
  const revealed = await reveals.to(scope, reader, [...new Set(all.map(({ _id }) => _id))])
  return (candidate) => {
    const { _id, personId } = candidate
    const records = [candidate, ...all.filter((one) => one._id !== _id && personId && one.personId === personId)]
    const knowsAll = records.every((one) => revealed.has(one._id))
    const isRead = (authorId: string | null | undefined) => knowsAll || authorId === reader.userId
    return {
      isKnown: revealed.has(_id),
      words: (text, authorId) => (isRead(authorId) ? text : withoutNames(records, text)),
      place: (text, authorId) =>
        isRead(authorId) ? text : records.reduce((left, identity) => redactPlace(left, identity), text),
    }
  }
}
