import { randomUUID } from 'node:crypto'
import { Apply } from '#protocol/careers'
import type { ErrorCode } from '#protocol/errors'
import { AppError } from '../app-error.ts'
import { validate } from '../http/validate.ts'

export const fields = ['name', 'email', 'phone', 'resumeText'] as const
export type Field = (typeof fields)[number]

/** The form as it is shown: what was typed, and what to do about it. */
export interface FormState {
  readonly values: Readonly<Record<Field, string>>
  readonly errors: Readonly<Partial<Record<Field, string>>>
  /** What stopped the application although every field is right. */
  readonly notice?: string
  readonly refusedAs?: ErrorCode
  /** One application per key, however often the form is sent. */
  readonly key: string
}

const longestKey = 80

export const emptyForm = (): FormState => ({
  values: { name: '', email: '', phone: '', resumeText: '' },
  errors: {},
  key: randomUUID(),
})

/** What a browser sent. Line ends are folded, else a text would count each of them twice. */
export function typedForm(sent: URLSearchParams): FormState {
  const text = (name: string) => (sent.get(name) ?? '').replace(/\r\n?/g, '\n')
  return {
    values: { name: text('name'), email: text('email'), phone: text('phone'), resumeText: text('resumeText') },
    errors: {},
    key: text('formKey').slice(0, longestKey) || randomUUID(),
  }
}

/** The application of the form, or the form again with a message at each field that is not right. */
export function readForm(form: FormState): { body: Apply } | { refused: FormState } {
  const { phone, resumeText, ...needed } = form.values
  const optional = { ...(phone.trim() ? { phone } : {}), ...(resumeText.trim() ? { resumeText } : {}) }
  try {
    return { body: validate(Apply, { ...needed, ...optional, source: 'Careers page' }) }
  } catch (error) {
    if (!(error instanceof AppError) || !error.errors) throw error
    const wrong = new Set(error.errors.map(({ path }) => path))
    const found = fields.filter((field) => wrong.has(field)).map((field) => [field, words(field, form.values[field])])
    return { refused: { ...form, errors: Object.fromEntries(found) } }
  }
}

function words(field: Field, typed: string): string {
  const empty = typed.trim() === ''
  switch (field) {
    case 'name':
      return empty ? 'Enter your name.' : 'Shorten the name to 120 characters.'
    case 'email':
      return empty
        ? 'Enter your e-mail address, so that you get an answer.'
        : 'Enter an e-mail address like name@example.com.'
    case 'phone':
      return 'Shorten the phone number to 40 characters.'
    case 'resumeText':
      return 'Shorten this text to 200,000 characters.'
  }
}
