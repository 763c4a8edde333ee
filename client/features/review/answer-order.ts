import type { KitCriterion } from '#protocol/kits'

interface Answer {
  readonly question: string
  readonly answer: string
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\W+/gu, ' ').trim()

/** Answers to the criterion's own questions first, the rest in the order in which they were given. */
export function inOrderFor<T extends Answer>(criterion: KitCriterion | null, answers: readonly T[]): readonly T[] {
  if (criterion === null) return answers
  const asked = new Set(criterion.questions.map(({ text }) => fold(text)))
  const isAsked = ({ question }: T): boolean => asked.has(fold(question))
  return [...answers.filter(isAsked), ...answers.filter((answer) => !isAsked(answer))]
}
