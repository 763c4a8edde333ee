import { CriterionId, KitQuestionId } from '#protocol/ids'
import { type AnchorMark, type KitCriterion, type KitQuestion, kitLimits, usualWeight } from '#protocol/kits'

/** A criterion as a document has it: of whatever length, weight and number. */
export interface RawCriterion {
  readonly id: string
  readonly name: string
  readonly weight: unknown
  readonly anchors: { readonly [Mark in AnchorMark]: string }
  readonly questions: readonly { readonly id: string; readonly text: string }[]
}

/**
 * Criteria as everybody may rely on them. What has no name yet is being written and does not count; texts are cut to
 * their limits; what is no weight is the usual one.
 */
export const criteriaFrom = (raw: readonly RawCriterion[]): KitCriterion[] =>
  raw.flatMap((criterion) => criterionFrom(criterion) ?? []).slice(0, kitLimits.criteria)

function criterionFrom({ id, name, weight, anchors, questions }: RawCriterion): KitCriterion | null {
  const called = textOf(name, kitLimits.name)
  if (called === '') return null
  return {
    id: CriterionId.parse(id),
    name: called,
    weight: weightOf(weight),
    anchors: {
      1: textOf(anchors[1], kitLimits.anchor),
      3: textOf(anchors[3], kitLimits.anchor),
      5: textOf(anchors[5], kitLimits.anchor),
    },
    questions: questions.flatMap((question) => questionFrom(question) ?? []).slice(0, kitLimits.questions),
  }
}

function questionFrom({ id, text }: { readonly id: string; readonly text: string }): KitQuestion | null {
  const asked = textOf(text, kitLimits.question)
  return asked === '' ? null : { id: KitQuestionId.parse(id), text: asked }
}

function textOf(value: string, most: number): string {
  const text = value.trim()
  // Cut between characters, not within one.
  return text.length <= most
    ? text
    : text
        .slice(0, most)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()
}

const weightOf = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= kitLimits.weight ? value : usualWeight
