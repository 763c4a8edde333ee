import { useEffect, useMemo, useRef, useState } from 'react'
import { draftPlace } from '../../live/draft-place.ts'
import { CallError } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { type FieldMessages, messagesOf, type PostingValues, problemsOf } from './form-values.ts'

/** What was typed, and on what: without the latter a late save would take others' changes for mine to undo. */
interface Draft {
  readonly values: PostingValues
  readonly base: PostingValues
}

/** The values of a form that keeps what was typed in this browser until the server has it. */
export function usePostingForm(name: string, initial: PostingValues) {
  const { user, employerId } = useMembership()
  const place = useMemo(() => draftPlace<Draft>(user.id, `${employerId}.${name}`), [user.id, employerId, name])
  const [found] = useState(() => place.read())
  const [values, setValues] = useState<PostingValues>(found?.values ?? initial)
  const [base, setBase] = useState<PostingValues>(found?.base ?? initial)
  const [messages, setMessages] = useState<FieldMessages>({})
  const [editorRound, setEditorRound] = useState(0)
  const [isRestored, setIsRestored] = useState(found !== null)
  const isDirty = useRef(found !== null)

  // With every change, never later: what waits could come after `forget`, and bring back what the server has.
  useEffect(() => {
    if (isDirty.current) place.keep({ values, base })
  }, [values, base, place])

  const forget = () => {
    isDirty.current = false
    place.drop()
  }
  const complain = (next: FieldMessages) => {
    setMessages(next)
    focusFirst(next)
  }

  return {
    values,
    /** What the person began with: only what differs from it is theirs. */
    base,
    messages,
    editorRound,
    /** What is shown was found in this browser, from an earlier visit. */
    isRestored,
    change: (part: Partial<PostingValues>) => {
      isDirty.current = true
      setValues((current) => ({ ...current, ...part }))
      // A complaint was about what stood there; it is judged again when it is sent.
      setMessages((current) => Object.fromEntries(Object.entries(current).filter(([field]) => !touches(part, field))))
    },
    forget,
    startOver: (fresh: PostingValues) => {
      forget()
      setValues(fresh)
      setBase(fresh)
      setMessages({})
      setIsRestored(false)
      setEditorRound((round) => round + 1)
    },
    /** True when everything may be sent; else the problems are shown and the first one has the focus. */
    check: () => {
      const problems = problemsOf(values)
      complain(problems)
      return Object.keys(problems).length === 0
    },
    /** Shows the server's complaints at their fields; false: there were none to show. */
    showRefusal: (error: unknown) => {
      if (!(error instanceof CallError) || error.fields.length === 0) return false
      complain(messagesOf(error.fields, values))
      return true
    },
  }
}

const touches = (part: Partial<PostingValues>, field: string) => Object.hasOwn(part, field.split('.')[0] ?? '')

function focusFirst(messages: FieldMessages): void {
  const fields = Object.keys(messages)
  if (fields.length === 0) return
  requestAnimationFrame(() => {
    for (const element of document.querySelectorAll<HTMLElement>('[data-field]')) {
      if (!fields.includes(element.dataset.field ?? '')) continue
      const target = element.matches('input, textarea') ? element : element.querySelector<HTMLElement>('[role=textbox]')
      target?.focus()
      target?.scrollIntoView({ block: 'center' })
      return
    }
  })
}
