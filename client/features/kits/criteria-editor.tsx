import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { kitLimits } from '#protocol/kits'
import { showUndo } from '../../ui/toasts.ts'
import { type CardActions, CriterionCard } from './criterion-card.tsx'
import css from './kit.module.css'
import { addCriterion, moveCriterion, setRemoved } from './kit-document.ts'
import { sharesOfNamed, undoOf, useCriteria, useKit, useNamed } from './open-kit.tsx'

/** The criteria of a kit, to be written in by everybody at once. */
export function CriteriaEditor() {
  const { doc } = useKit()
  const criteria = useCriteria(doc)
  const shares = sharesOfNamed(criteria, useNamed(criteria))
  const list = useRef<HTMLOListElement>(null)
  const wanted = useRef<string | null>(null)
  const [news, setNews] = useState('')
  const onKeyDown = useUndoKeys()
  // A card that was just added is only drawn now; one that was moved may have lost the focus on its way.
  useEffect(() => {
    if (wanted.current === null) return
    list.current?.querySelector<HTMLElement>(wanted.current)?.focus()
    wanted.current = null
  })

  const nameOf = (index: number) => criteria[index]?.name.toString().trim() || `Criterion ${index + 1}`
  const add = () => {
    wanted.current = `[data-criterion="${addCriterion(doc)}"] textarea`
    setNews('A criterion was added at the end')
  }
  const move = (id: string, from: number, to: number) => {
    const focused = document.activeElement?.getAttribute('aria-label')
    if (focused) wanted.current = `[data-criterion="${id}"] [aria-label="${CSS.escape(focused)}"]`
    moveCriterion(doc, id, to)
    setNews(`${nameOf(from)} is now ${Math.min(to, criteria.length - 1) + 1} of ${criteria.length}`)
  }
  const remove = (id: string, index: number) => {
    const next = criteria[index + 1] ?? criteria[index - 1]
    wanted.current = next ? `[data-criterion="${next.id}"] textarea` : null
    setRemoved(doc, id, true)
    showUndo({ message: `“${nameOf(index)}” is out of the kit.`, onUndo: () => setRemoved(doc, id, false) })
  }
  const actions = useLatest({ move, remove })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears what the fields in it do not.
    <div onKeyDown={onKeyDown}>
      <ol ref={list} className={css.cards} aria-label="Criteria">
        {criteria.map((criterion, index) => (
          <CriterionCard
            key={criterion.id}
            criterion={criterion}
            index={index}
            count={criteria.length}
            share={shares[index] ?? null}
            actions={actions}
          />
        ))}
      </ol>
      {criteria.length < kitLimits.criteria ? (
        <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={add}>
          Add a criterion
        </Button>
      ) : (
        <p className={css.note}>A kit holds {kitLimits.criteria} criteria. Take one out to add another.</p>
      )}
      <div className="cv-visually-hidden" aria-live="polite">
        {news}
      </div>
    </div>
  )
}

/** The same functions for ever, which do what the newest ones do: a card is not drawn anew for them. */
function useLatest(given: CardActions): CardActions {
  const latest = useRef(given)
  latest.current = given
  return useMemo<CardActions>(
    () => ({
      move: (id, from, to) => latest.current.move(id, from, to),
      remove: (id, index) => latest.current.remove(id, index),
    }),
    [],
  )
}

/** Ctrl Z in a field that others write in, too: it takes back one's own changes, which the browser cannot tell apart. */
function useUndoKeys() {
  const { doc } = useKit()
  const manager = useRef<ReturnType<typeof undoOf>>(null)
  useEffect(() => {
    manager.current = undoOf(doc)
    return () => {
      manager.current?.destroy()
      manager.current = null
    }
  }, [doc])
  return (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    const isRedo = (key === 'z' && event.shiftKey) || key === 'y'
    if (!isRedo && key !== 'z') return
    event.preventDefault()
    if (isRedo) manager.current?.redo()
    else manager.current?.undo()
  }
}
