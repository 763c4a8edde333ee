import { type ChangeEvent, type FormEvent, useRef, useState } from 'react'
import { CallError, messageOf } from './call-error.ts'
import { type FieldChecks, firstProblem, fromServer } from './field-problems.ts'

interface Options<Values extends Record<string, string>> {
  readonly initial: Values
  /** In the order of the page; each answers what is wrong, in words, or null. */
  readonly checks: FieldChecks<Values>
  readonly submit: (values: Values) => Promise<unknown>
  /** A refusal that belongs to a field or needs other words; null: show it as it is. */
  readonly explain?: (error: CallError) => { readonly field?: keyof Values & string; readonly message: string } | null
}

/** A form's values and at most one problem at a time, at the field it belongs to, with the focus brought there. */
export function useFields<Values extends Record<string, string>>(options: Options<Values>) {
  const { initial, checks, submit, explain } = options
  const [values, setValues] = useState(initial)
  const [wrong, setWrong] = useState<{ field: string | null; message: string } | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const elements = useRef(new Map<string, HTMLInputElement>())

  const complain = (field: string | null, message: string) => {
    setWrong({ field, message })
    if (field) elements.current.get(field)?.focus()
  }

  const refused = (error: unknown) => {
    const explained = error instanceof CallError ? explain?.(error) : null
    if (explained) return complain(explained.field ?? null, explained.message)
    const known = error instanceof CallError ? fromServer(error.fields, Object.keys(initial)) : null
    complain(known?.field ?? null, known?.message ?? messageOf(error))
  }

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    const problem = firstProblem(values, checks)
    if (problem) return complain(problem.field, problem.message)
    setWrong(null)
    setIsBusy(true)
    try {
      await submit(values)
    } catch (error) {
      refused(error)
    } finally {
      setIsBusy(false)
    }
  }

  /** For what is not a text field: a choice, a switch. */
  const set = (name: keyof Values & string) => (value: string) => {
    setValues((current) => ({ ...current, [name]: value }))
    // The complaint was about what stood there; it is judged again when it is sent.
    setWrong((current) => (current?.field === name ? null : current))
  }

  const field = (name: keyof Values & string) => ({
    name,
    value: values[name] ?? '',
    error: wrong?.field === name ? wrong.message : null,
    onChange: (event: ChangeEvent<HTMLInputElement>) => set(name)(event.currentTarget.value),
    ref: (element: HTMLInputElement | null) => {
      if (element) elements.current.set(name, element)
      else elements.current.delete(name)
    },
  })

  return {
    values,
    field,
    set,
    /** What is wrong with the whole, not with one field. */
    problem: wrong?.field === null ? wrong.message : null,
    isBusy,
    onSubmit: (event: FormEvent) => void onSubmit(event),
  }
}
