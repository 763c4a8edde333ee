import type { ChangeRatings, MyRatings, Rating, Recommendation } from '#protocol/scorecards'

/** `score:{criterionId}`, `evidence:{criterionId}`, `recommendation`, `conclusion`. */
export type Field = `score:${string}` | `evidence:${string}` | 'recommendation' | 'conclusion'
export type Value = string | number | null

/** A change that the server is not known to have. */
interface Change {
  readonly value: Value
  /** What stood there when I began to change it. */
  readonly base: Value
}

export type Changes = Readonly<Partial<Record<Field, Change>>>

/** A field that was changed here and, to something else, on another device. */
export interface Conflict {
  readonly field: Field
  readonly theirs: Value
}

type Content = Pick<MyRatings, 'ratings' | 'recommendation' | 'conclusion'>

export function valueIn({ ratings, recommendation, conclusion }: Content, field: Field): Value {
  if (field === 'recommendation') return recommendation
  if (field === 'conclusion') return conclusion
  const [kind, id] = partsOf(field)
  const rating = ratings.find(({ criterionId }) => criterionId === id)
  return kind === 'score' ? (rating?.score ?? null) : (rating?.evidence ?? '')
}

/** What is on screen: what the server has, with my changes. */
export function shown(content: Content, changes: Changes): Content {
  const of = (field: Field) => (field in changes ? (changes[field]?.value ?? null) : valueIn(content, field))
  return {
    ratings: content.ratings.map(
      ({ criterionId }): Rating => ({
        criterionId,
        score: of(`score:${criterionId}`) as number | null,
        evidence: String(of(`evidence:${criterionId}`) ?? ''),
      }),
    ),
    recommendation: of('recommendation') as Recommendation | null,
    conclusion: String(of('conclusion') ?? ''),
  }
}

/** My changes with one more; set back to what the server has, it is none. */
export function withChange(changes: Changes, content: Content, field: Field, value: Value): Changes {
  const stored = valueIn(content, field)
  const { [field]: before, ...rest } = changes
  return value === stored ? rest : { ...rest, [field]: { value, base: before?.base ?? stored } }
}

/** As it is sent. */
export function bodyOf(changes: Changes): ChangeRatings {
  const ratings = new Map<string, { criterionId: string; score?: Value; evidence?: Value }>()
  const rest: Record<string, Value> = {}
  for (const [field, change] of Object.entries(changes) as [Field, Change][]) {
    if (field === 'recommendation' || field === 'conclusion') rest[field] = change.value
    else {
      const [kind, criterionId] = partsOf(field)
      ratings.set(criterionId, { criterionId, ...ratings.get(criterionId), [kind]: change.value })
    }
  }
  // The fields' values have the types of what they were changed in.
  return { ...rest, ...(ratings.size > 0 ? { ratings: [...ratings.values()] } : {}) } as ChangeRatings
}

/** My changes upon what the server says now. Where another device changed the same to something else, a person decides. */
export function rebase(changes: Changes, content: Content): { changes: Changes; conflicts: readonly Conflict[] } {
  const kept: Partial<Record<Field, Change>> = {}
  const conflicts: Conflict[] = []
  for (const [field, change] of Object.entries(changes) as [Field, Change][]) {
    const theirs = valueIn(content, field)
    if (theirs === change.value) continue
    kept[field] = change
    if (theirs !== change.base) conflicts.push({ field, theirs })
  }
  return { changes: kept, conflicts }
}

/** What was sent is stored; what was typed meanwhile is still to be sent. */
export function afterSending(changes: Changes, sent: Changes, content: Content): Changes {
  const left: Partial<Record<Field, Change>> = {}
  for (const [field, change] of Object.entries(changes) as [Field, Change][]) {
    if (sent[field]?.value !== change.value) left[field] = { value: change.value, base: valueIn(content, field) }
  }
  return left
}

function partsOf(field: Field): ['score' | 'evidence', string] {
  const at = field.indexOf(':')
  return [field.startsWith('score') ? 'score' : 'evidence', field.slice(at + 1)]
}
