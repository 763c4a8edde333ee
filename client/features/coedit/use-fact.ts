import { useSyncExternalStore } from 'react'
import { type DocumentFacts, noFacts, type OpenDocument } from './open-document.ts'

const never = () => () => undefined

/** One fact of a document, or none yet: what asks for it is drawn anew when it changes, not with every letter. */
export function useFact<Fact extends string | number | boolean | null>(
  facts: OpenDocument['facts'] | undefined,
  of: (facts: DocumentFacts) => Fact,
): Fact {
  return useSyncExternalStore(facts?.subscribe ?? never, () => of(facts?.get() ?? noFacts))
}
