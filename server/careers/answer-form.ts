import { AnswerTheme, GiveAnswer } from '#protocol/answers'
import { AppError } from '../app-error.ts'
import { validate } from '../http/validate.ts'

/** What stands in the form, whether it was sent or only kept. */
export interface AnswerForm {
  readonly feedback: string
  /** `''`: none was chosen. */
  readonly rating: string
  readonly good: readonly string[]
  readonly bad: readonly string[]
}

export const emptyAnswer: AnswerForm = { feedback: '', rating: '', good: [], bad: [] }

const known = (themes: readonly string[]) => AnswerTheme.options.filter((theme) => themes.includes(theme))

export function typedAnswer(sent: URLSearchParams): AnswerForm {
  return {
    feedback: (sent.get('feedback') ?? '').replace(/\r\n?/g, '\n').slice(0, 20_000),
    rating: (sent.get('rating') ?? '').slice(0, 1),
    good: known(sent.getAll('good')),
    bad: known(sent.getAll('bad')),
  }
}

/** The answer of the form, or what is wrong with it. */
export function readAnswer(form: AnswerForm, candidateId: string): { answer: GiveAnswer } | { wrong: string } {
  const { feedback, rating, good, bad } = form
  const body = {
    candidateId,
    feedback,
    good: known(good),
    bad: known(bad),
    ...(rating ? { rating: Number(rating) } : {}),
  }
  try {
    return { answer: validate(GiveAnswer, body) }
  } catch (error) {
    if (!(error instanceof AppError) || !error.errors) throw error
    return { wrong: error.errors[0]?.message ?? error.message }
  }
}

/** As it is kept: nothing in it that a later version of the form could not read. */
export function parseDraft(text: string): AnswerForm {
  const kept: Partial<Record<keyof AnswerForm, unknown>> = JSON.parse(text)
  const words = (value: unknown) => (typeof value === 'string' ? value : '')
  const themes = (value: unknown) => (Array.isArray(value) ? known(value.map(String)) : [])
  return { feedback: words(kept.feedback), rating: words(kept.rating), good: themes(kept.good), bad: themes(kept.bad) }
}
