import { useMemo, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { CriteriaList, type ReadCriterion } from './criteria-list.tsx'
import css from './kit.module.css'
import { criteriaMap, readCriteria } from './kit-document.ts'
import { useKit } from './open-kit.tsx'

/** For those who may not write: every change as it is made, of what counts. */
export function LiveCriteria() {
  const criteria = useReading(useKit().doc)
  if (criteria.length === 0) {
    return <p className={css.note}>Nobody has written criteria yet. Whoever writes the posting can.</p>
  }
  return <CriteriaList criteria={criteria} />
}

function useReading(doc: Y.Doc): readonly ReadCriterion[] {
  const store = useMemo(() => {
    let known = read(doc)
    const subscribe = (listener: () => void) => {
      const hear = () => {
        known = read(doc)
        listener()
      }
      hear()
      criteriaMap(doc).observeDeep(hear)
      return () => criteriaMap(doc).unobserveDeep(hear)
    }
    return { subscribe, get: () => known }
  }, [doc])
  return useSyncExternalStore(store.subscribe, store.get)
}

const said = (text: Y.Text): string => text.toString().trim()

const read = (doc: Y.Doc): readonly ReadCriterion[] =>
  readCriteria(doc)
    .map(({ id, name, weight, anchors, questions }) => ({
      id,
      name: said(name),
      weight,
      anchors: { 1: said(anchors[1]), 3: said(anchors[3]), 5: said(anchors[5]) },
      questions: questions
        .map((question) => ({ id: question.id, text: said(question.text) }))
        .filter(({ text }) => text !== ''),
    }))
    .filter(({ name }) => name !== '')
