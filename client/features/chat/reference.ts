import type { Application } from '#protocol/applications'
import type { PostingSummary } from '#protocol/postings'
import { plain } from './completion.ts'

/** A posting or a candidate that a message can link to. */
export interface Reference {
  readonly type: 'posting' | 'candidate'
  /** Of the posting, or of the application. */
  readonly id: string
  /** A title, or a code name: never who somebody is, whoever may know it. */
  readonly name: string
  /** Where it is, or what somebody applied for. */
  readonly about: string
  /** Its page here. */
  readonly path: string
}

/** What is being typed after a #: up to four words, since titles have several. */
export const referencePattern = /(?:^|[\s(])#([^\s#]*(?: [^\s#]+){0,3} ?)$/u

type Posting = Pick<PostingSummary, 'id' | 'title' | 'location'>
type Applied = Pick<Application, 'id' | 'jobId' | 'candidateId'> & {
  readonly candidate: Pick<Application['candidate'], 'code'>
}

export function referencesOf(postings: readonly Posting[], applications: readonly Applied[]): readonly Reference[] {
  const titles = new Map(postings.map(({ id, title }) => [id as string, title]))
  return [
    ...postings.map(({ id, title, location }) => ({
      ...{ type: 'posting' as const, id: id as string, name: title },
      ...{ about: location ?? '', path: `/postings/${id}` },
    })),
    ...applications.map(({ id, jobId, candidateId, candidate }) => ({
      ...{ type: 'candidate' as const, id: id as string, name: candidate.code },
      about: titles.get(jobId) ?? '',
      path: `/pipeline/${jobId}?candidate=${candidateId}`,
    })),
  ]
}

const mostOfEach = 4

/** A few of each kind in which every word that was typed begins a word of the name. */
export function whatIsMeant(references: readonly Reference[], words: string): readonly Reference[] {
  const wanted = plain(words).split(' ').filter(Boolean)
  const found = references.filter(({ name }) => {
    const known = plain(name).split(/[^\p{L}\p{N}]+/u)
    return wanted.every((word) => known.some((one) => one.startsWith(word)))
  })
  const few = (type: Reference['type']) => found.filter((one) => one.type === type).slice(0, mostOfEach)
  return [...few('posting'), ...few('candidate')]
}
