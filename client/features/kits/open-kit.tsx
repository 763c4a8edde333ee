import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import * as Y from 'yjs'
import { anchorMarks } from '#protocol/kits'
import { type CriterionView, criteriaMap, mine, readCriteria } from './kit-document.ts'
import { sharesOf } from './shares.ts'

/** Somebody else who has the kit open. */
export interface PersonInKit {
  readonly userId: string
  readonly name: string
  /** `#rrggbb`, dark enough for white letters on it. */
  readonly color: string
  /** The field that they are in. */
  readonly at?: string
}

/** The kit's document as it is open in this page. */
export interface OpenKit {
  readonly doc: Y.Doc
  readonly awareness: { setLocalStateField(field: string, value: unknown): void }
}

const Kit = createContext<OpenKit | null>(null)
export const KitProvider = Kit.Provider

export function useKit(): OpenKit {
  const kit = useContext(Kit)
  if (!kit) throw new Error('A kit is written inside KitProvider.')
  return kit
}

/** Apart from the document: who moves from field to field is not to draw the fields anew. */
const People = createContext<readonly PersonInKit[]>([])
export const PeopleProvider = People.Provider

/** Who else is in a field. */
export function useWhoIsAt(place: string): readonly PersonInKit[] {
  return useContext(People).filter(({ at }) => at === place)
}

/** Which criteria there are, in which order and with which weights; what they say is read where it is shown. */
export function useCriteria(doc: Y.Doc): readonly CriterionView[] {
  const store = useMemo(() => {
    let known = readCriteria(doc)
    const subscribe = (listener: () => void) => {
      const hear = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]) => {
        // Letters are shown by the field that they stand in.
        if (events.every((event) => event instanceof Y.YTextEvent)) return
        known = withKnown(known, readCriteria(doc))
        listener()
      }
      const criteria = criteriaMap(doc)
      known = withKnown(known, readCriteria(doc))
      criteria.observeDeep(hear)
      return () => criteria.unobserveDeep(hear)
    }
    return { subscribe, get: () => known }
  }, [doc])
  return useSyncExternalStore(store.subscribe, store.get)
}

/** What is the same stays the same object, so that it is not drawn anew. */
function withKnown(before: readonly CriterionView[], now: readonly CriterionView[]): CriterionView[] {
  const known = new Map(before.map((criterion) => [criterion.id, criterion]))
  return now.map((criterion) => {
    const old = known.get(criterion.id)
    return old && isSame(old, criterion) ? old : criterion
  })
}

const isSame = (a: CriterionView, b: CriterionView): boolean =>
  a.weight === b.weight &&
  a.name === b.name &&
  anchorMarks.every((mark) => a.anchors[mark] === b.anchors[mark]) &&
  a.questions.length === b.questions.length &&
  a.questions.every(({ id, text }, place) => b.questions[place]?.id === id && b.questions[place].text === text)

/** Which of the criteria have a name by now, and count. The same list until one gets its first letter or loses its last. */
export function useNamed(criteria: readonly CriterionView[]): readonly boolean[] {
  const store = useMemo(() => {
    const read = () => criteria.map(({ name }) => name.toString().trim() !== '')
    let known = read()
    const subscribe = (listener: () => void) => {
      const hear = () => {
        const now = read()
        if (now.every((isNamed, place) => isNamed === known[place])) return
        known = now
        listener()
      }
      hear()
      for (const { name } of criteria) name.observe(hear)
      return () => {
        for (const { name } of criteria) name.unobserve(hear)
      }
    }
    return { subscribe, get: () => known }
  }, [criteria])
  return useSyncExternalStore(store.subscribe, store.get)
}

/** What each makes of the whole, in percent; null: it has no name yet and does not count. */
export function sharesOfNamed(
  criteria: readonly CriterionView[],
  named: readonly boolean[],
): readonly (number | null)[] {
  const shares = sharesOf(criteria.map(({ weight }, place) => (named[place] ? weight : 0)))
  return shares.map((share, place) => (named[place] ? share : null))
}

/** Takes back, and does again, what this page did to the criteria. */
export const undoOf = (doc: Y.Doc): Y.UndoManager =>
  new Y.UndoManager(criteriaMap(doc), { trackedOrigins: new Set([mine]) })
