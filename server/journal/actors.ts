import type { EntryActor } from './entry.ts'

/** The actors of entries: ids alone, names are joined at reading. */
export const byUser = ({ userId }: { readonly userId: string }): EntryActor => ({ kind: 'user', id: userId })
export const byCandidate = (candidateId: string): EntryActor => ({ kind: 'candidate', id: candidateId })
export const bySystem: EntryActor = { kind: 'system', id: null }
