import { randomUUID } from 'node:crypto'
import { Apply } from '#protocol/careers'
import type { Demographics } from '#protocol/demographics'
import type { ErrorCode } from '#protocol/errors'
import { ResumeId } from '#protocol/ids'
import { AppError } from '../app-error.ts'
import { validate } from '../http/validate.ts'
import { chosenTraits } from './demographic-fields.tsx'

const fields = ['name', 'email', 'phone', 'resumeText'] as const
export type Field = (typeof fields)[number]

/** The form as it is shown: what was typed, and what to do about it. */
export interface FormState {
  readonly values: Readonly<Record<Field, string>>
  readonly errors: Readonly<Partial<Record<Field | 'resume', string>>>
  /** The file that arrived: it stays when another field has to be corrected. */
  readonly resume: { readonly id: string; readonly name: string } | null
  /** What stopped the application although every field is right. */
  readonly notice?: string
  readonly refusedAs?: ErrorCode
  /** The voluntary questions, as far as they were answered. */
  readonly demographics: Demographics
  /** One application per key, however often the form is sent. */
  readonly key: string
}

const longestKey = 80

export const emptyForm = (): FormState => ({
  values: { name: '', email: '', phone: '', resumeText: '' },
  errors: {},
  resume: null,
  demographics: {},
  key: randomUUID(),
})

/** What a browser sent. Line ends are folded, else a text would count each of them twice. */
export function typedForm(sent: URLSearchParams | FormData): FormState {
  const text = (name: string) => {
    const value = sent.get(name)
    return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : ''
  }
  const id = text('resumeId')
  return {
    values: { name: text('name'), email: text('email'), phone: text('phone'), resumeText: text('resumeText') },
    errors: {},
    resume: id && text('resumeWith') !== 'none' ? { id, name: text('resumeName').slice(0, 200) || 'Your file' } : null,
    demographics: chosenTraits(sent),
    key: text('formKey').slice(0, longestKey) || randomUUID(),
  }
}

/** The file of the form; null: none was chosen, for which browsers send one without name and bytes. */
export function fileOf(sent: URLSearchParams | FormData): File | null {
  const file = sent.get('resume')
  return file === null || typeof file === 'string' || (file.size === 0 && file.name === '') ? null : file
}

/** The application of the form, or the form again with a message at each field that is not right. */
export function readForm(form: FormState): { body: Apply } | { refused: FormState } {
  const { phone, resumeText, ...needed } = form.values
  const optional = {
    ...(phone.trim() ? { phone } : {}),
    ...(resumeText.trim() ? { resumeText } : {}),
    ...(Object.keys(form.demographics).length > 0 ? { demographics: form.demographics } : {}),
    ...(form.resume ? { resumeId: ResumeId.parse(form.resume.id.slice(0, 64)) } : {}),
  }
  try {
    return { body: validate(Apply, { ...needed, ...optional, source: 'Careers page' }) }
  } catch (error) {
    if (!(error instanceof AppError) || !error.errors) throw error
    const wrong = new Set(error.errors.map(({ path }) => path))
    const found = fields.filter((field) => wrong.has(field)).map((field) => [field, words(field, form.values[field])])
    return { refused: { ...form, errors: { ...form.errors, ...Object.fromEntries(found) } } }
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
