import {
  type KeyboardEvent,
  memo,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type * as Y from 'yjs'
import { GrowingText, type GrowingTextProps } from '../../ui/growing-text.tsx'
import css from './kit.module.css'
import { mine } from './kit-document.ts'
import { useKit, useWhoIsAt } from './open-kit.tsx'
import { editBetween, type Step, shifted } from './text-edit.ts'

type FieldOptions = Pick<GrowingTextProps, 'placeholder' | 'maxLength' | 'minRows'>

interface SharedTextProps extends FieldOptions {
  readonly text: Y.Text
  /** Names the field for the others: where somebody writes is shown there. */
  readonly place: string
  readonly label: string
  readonly className?: string
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
}

/** A field that several people write in at once. Each keeps their place, and sees who else is in it. */
export function SharedText({ className = '', onKeyDown, ...rest }: SharedTextProps) {
  const latest = useRef(onKeyDown)
  latest.current = onKeyDown
  const press = useCallback((event: KeyboardEvent<HTMLTextAreaElement>) => latest.current?.(event), [])
  return (
    <div className={`${css.shared} ${className}`} data-place={rest.place}>
      <Field {...rest} onPress={press} />
      <Writers place={rest.place} />
    </div>
  )
}

interface FieldProps extends FieldOptions, Pick<SharedTextProps, 'text' | 'place' | 'label'> {
  readonly onPress: (event: KeyboardEvent<HTMLTextAreaElement>) => void
}

/** Drawn anew only when its own words change: a kit has a hundred of them, and each measures its height. */
const Field = memo(function Field({ text, place, label, onPress, ...rest }: FieldProps) {
  const { doc, awareness } = useKit()
  const field = useRef<HTMLTextAreaElement>(null)
  const { value, beginComposing, endComposing, write } = useSharedValue(text, doc, field)
  return (
    <GrowingText
      {...rest}
      ref={field}
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => write(currentTarget.value, currentTarget.selectionStart)}
      onCompositionStart={beginComposing}
      onCompositionEnd={({ currentTarget }) => endComposing(currentTarget.value, currentTarget.selectionStart)}
      onFocus={() => awareness.setLocalStateField('at', place)}
      onBlur={() => awareness.setLocalStateField('at', null)}
      onKeyDown={onPress}
    />
  )
})

/** A ring around the field in the colour of who is in it, and their name. */
function Writers({ place }: { place: string }) {
  const writers = useWhoIsAt(place)
  const [first] = writers
  if (first === undefined) return null
  return (
    <span className={css.ring} ref={(element) => element?.style.setProperty('--person', first.color)}>
      <span className={css.writer}>
        {writers.map(({ name }) => name).join(', ')}
        <span className="cv-visually-hidden"> is writing here</span>
      </span>
    </span>
  )
}

interface Selection {
  readonly start: number
  readonly end: number
}
const selectionOf = ({ selectionStart, selectionEnd }: HTMLTextAreaElement): Selection => ({
  start: selectionStart,
  end: selectionEnd,
})

/** What a text says, as it changes. */
export function useWords(text: Y.Text): string {
  const subscribe = useCallback(
    (listener: () => void) => {
      text.observe(listener)
      return () => text.unobserve(listener)
    },
    [text],
  )
  return useSyncExternalStore(subscribe, () => text.toString())
}

/** The value of a field, kept in step with a text. */
function useSharedValue(text: Y.Text, doc: Y.Doc, field: { readonly current: HTMLTextAreaElement | null }) {
  const stored = useWords(text)
  /** Letters that are being composed stand in the field alone: what others write meanwhile would break them off. */
  const [composed, setComposed] = useState<string | null>(null)
  const composing = useRef<{ readonly base: string; readonly steps: (readonly Step[])[] } | null>(null)
  const selection = useRef<Selection | null>(null)

  useEffect(() => {
    const hear = ({ delta, transaction }: Y.YTextEvent) => {
      if (composing.current) composing.current.steps.push(delta)
      // What was typed here is in the field already, with its caret.
      else if (field.current && transaction.origin !== mine) {
        const { start, end } = selection.current ?? selectionOf(field.current)
        selection.current = { start: shifted(start, delta), end: shifted(end, delta) }
      }
    }
    text.observe(hear)
    return () => text.unobserve(hear)
  }, [text, field])

  // The new value has put the caret at its end.
  useLayoutEffect(() => {
    const [place, element] = [selection.current, field.current]
    selection.current = null
    if (place && element && element === document.activeElement) element.setSelectionRange(place.start, place.end)
  })

  const apply = (base: string, next: string, caret: number, steps: readonly (readonly Step[])[]): number => {
    const { index, remove, insert } = editBetween(base, next, caret)
    const now = (spot: number) => steps.reduce(shifted, spot)
    const [start, end] = [now(index), now(index + remove)]
    doc.transact(() => {
      if (end > start) text.delete(start, end - start)
      if (insert !== '') text.insert(start, insert)
    }, mine)
    return start + insert.length
  }
  return {
    value: composed ?? stored,
    beginComposing: () => {
      composing.current = { base: text.toString(), steps: [] }
      setComposed(text.toString())
    },
    endComposing: (next: string, caret: number) => {
      const begun = composing.current
      composing.current = null
      setComposed(null)
      if (!begun) return
      const end = apply(begun.base, next, caret, begun.steps)
      selection.current = { start: end, end }
    },
    write: (next: string, caret: number) => {
      if (composing.current) setComposed(next)
      else apply(text.toString(), next, caret, [])
    },
  }
}
