import type { z } from 'zod'
import type { FieldError } from '#protocol/errors'
import type { PostingTemplate } from '#protocol/posting-templates'
import { CreatePosting, defaultStages, type EditPosting, type Posting, type Stage } from '#protocol/postings'
import { readNumber } from '#protocol/written-number'

/** What the form holds: text as typed, also where it is not right yet. */
export interface PostingValues {
  readonly title: string
  readonly location: string
  readonly employmentType: string
  readonly payMin: string
  readonly payMax: string
  readonly currency: string
  readonly description: string
  readonly requirements: readonly string[]
  readonly stages: readonly Stage[]
}

/** Messages by field: `title`, `payMin`, `requirements.2`, `stages.1.name`. */
export type FieldMessages = Readonly<Record<string, string>>

export const emptyValues: PostingValues = {
  title: '',
  location: '',
  employmentType: '',
  payMin: '',
  payMax: '',
  currency: 'EUR',
  description: '',
  requirements: [''],
  stages: defaultStages,
}

/** Of a posting, or of a template for one. */
export function valuesOf(posting: Posting | PostingTemplate): PostingValues {
  const { title, location, employmentType, salary, description, requirements, stages } = posting
  return {
    title,
    location: location ?? '',
    employmentType: employmentType ?? '',
    payMin: salary === null ? '' : String(salary.min),
    payMax: salary === null ? '' : String(salary.max),
    currency: salary?.currency ?? 'EUR',
    description,
    requirements: requirements.length === 0 ? [''] : requirements,
    stages,
  }
}

/** The body that creates the posting. Empty lines of the requirements are not meant. */
export function toBody(values: PostingValues): z.input<typeof CreatePosting> {
  const { title, location, employmentType, description, stages } = values
  return {
    title: title.trim(),
    description,
    requirements: values.requirements.map((line) => line.trim()).filter((line) => line !== ''),
    salary: toSalary(values),
    location: location.trim() || null,
    employmentType: employmentType.trim() || null,
    stages: stages.map((stage) => ({ ...stage, name: stage.name.trim() })),
  }
}

/** Only what differs: a change of the title must not overwrite somebody's new description. */
export function toEdit(before: PostingValues, after: PostingValues): z.input<typeof EditPosting> {
  const [old, now] = [toBody(before), toBody(after)]
  const changed = Object.entries(now).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof typeof old]),
  )
  return Object.fromEntries(changed)
}

function toSalary({ payMin, payMax, currency }: PostingValues) {
  const [min, max] = [amountOf(payMin), amountOf(payMax)]
  if (min === null && max === null) return null
  if (min === null || max === null) return { amount: min ?? max ?? Number.NaN, currency }
  return { min, max, currency }
}

const amountOf = (text: string): number | null => (text.trim() === '' ? null : (readNumber(text) ?? Number.NaN))

/** What is not right, before anything is sent: by the same schema as the server's. */
export function problemsOf(values: PostingValues): FieldMessages {
  const body = toBody(values)
  const pay = payProblem(values)
  const parsed = CreatePosting.safeParse(pay === null ? body : { ...body, salary: null })
  const issues = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return { ...messagesOf(issues, values), ...pay }
}

function payProblem({ payMin, payMax }: PostingValues): FieldMessages | null {
  const number = 'The pay must be a number, like 52000.'
  const [min, max] = [amountOf(payMin), amountOf(payMax)]
  if (min !== null && !(min >= 0)) return { payMin: number }
  if (max !== null && !(max >= 0)) return { payMax: number }
  if (min !== null && max !== null && min > max) return { payMin: 'The lower end is above the upper end.' }
  return null
}

/** The server's complaints at the fields of this form, whose requirements may have empty lines in between. */
export function messagesOf(errors: readonly FieldError[], values: PostingValues): FieldMessages {
  const filled = values.requirements.flatMap((line, index) => (line.trim() === '' ? [] : [index]))
  const messages: Record<string, string> = {}
  for (const { path, message } of errors) {
    const [field, index] = path.split('.')
    const line = field === 'requirements' && index !== undefined ? filled[Number(index)] : undefined
    const name = line !== undefined ? `requirements.${line}` : field === 'salary' ? 'payMin' : path
    messages[name] ??= name === 'title' && message === 'This cannot be empty.' ? 'Give the posting a title.' : message
  }
  return messages
}
