import type { ChangeStages, Stage } from '#protocol/postings'

/** A stage that goes, and where its people go; null: not said yet. */
interface Removed {
  readonly stage: Stage
  readonly to: string | null
}

/** A pipeline while somebody edits it. Pure: nothing is sent before it is whole. */
export interface StageDraft {
  readonly stages: readonly Stage[]
  readonly removed: readonly Removed[]
}

export const draftOf = (stages: readonly Stage[]): StageDraft => ({ stages, removed: [] })

/** A new stage comes before the one in which people are hired, where most are added. */
export function add({ stages, removed }: StageDraft, id: string): StageDraft {
  const hired = stages.findIndex(({ kind }) => kind === 'hired')
  const at = hired < 1 ? stages.length : hired
  return { stages: stages.toSpliced(at, 0, { id, name: '', kind: 'interview' }), removed }
}

export const change = (draft: StageDraft, id: string, part: Partial<Omit<Stage, 'id'>>): StageDraft => ({
  ...draft,
  stages: draft.stages.map((stage) => (stage.id === id ? { ...stage, ...part } : stage)),
})

export function shift({ stages, removed }: StageDraft, id: string, by: 1 | -1): StageDraft {
  const at = stages.findIndex((stage) => stage.id === id)
  const to = at + by
  const stage = stages[at]
  if (stage === undefined || to < 0 || to >= stages.length) return { stages, removed }
  return { stages: stages.toSpliced(at, 1).toSpliced(to, 0, stage), removed }
}

/** Takes a stage away. `known`: stages that are stored; one that was only just added leaves no trace. */
export function remove(draft: StageDraft, id: string, known: readonly Stage[]): StageDraft {
  const stored = known.find((stage) => stage.id === id)
  const stages = draft.stages.filter((stage) => stage.id !== id)
  // Whoever was to go to it needs another place.
  const removed = draft.removed.map((one) => (one.to === id ? { ...one, to: null } : one))
  return { stages, removed: stored === undefined ? removed : [...removed, { stage: stored, to: null }] }
}

/** Takes a stage back that was to go, to where it was. */
export function keep({ stages, removed }: StageDraft, id: string, known: readonly Stage[]): StageDraft {
  const stage = removed.find((one) => one.stage.id === id)?.stage
  if (stage === undefined) return { stages, removed }
  const before = known
    .slice(
      0,
      known.findIndex((one) => one.id === id),
    )
    .map((one) => one.id)
  const at = stages.findLastIndex((one) => before.includes(one.id)) + 1
  return { stages: stages.toSpliced(at, 0, stage), removed: removed.filter((one) => one.stage.id !== id) }
}

export const sendTo = (draft: StageDraft, id: string, to: string | null): StageDraft => ({
  ...draft,
  removed: draft.removed.map((one) => (one.stage.id === id ? { ...one, to } : one)),
})

/** Where the people of a stage may go: to another of kind hired when they were hired, else to any but those. */
export const placesFor = ({ kind }: Stage, { stages }: StageDraft): readonly Stage[] =>
  stages.filter((stage) => (stage.kind === 'hired') === (kind === 'hired') && stage.name.trim() !== '')

/** What is still to be done, by stage; empty: it can be saved. `people`: how many stand in a stored stage. */
export function problemsOf(draft: StageDraft, people: (stageId: string) => number): ReadonlyMap<string, string> {
  const problems = new Map<string, string>()
  const names = new Map<string, string>()
  for (const { id, name } of draft.stages) {
    const folded = name.trim().toLowerCase()
    if (folded === '') problems.set(id, 'Give it a name.')
    else if (names.has(folded)) problems.set(id, 'Another stage has this name.')
    names.set(folded, id)
  }
  const [first] = draft.stages
  if (first?.kind === 'hired')
    problems.set(first.id, 'New candidates arrive here: it cannot be the stage of the hired.')
  for (const { stage, to } of draft.removed) {
    if (to === null && people(stage.id) > 0) problems.set(stage.id, 'Choose where its candidates go.')
  }
  return problems
}

export function bodyOf({ stages, removed }: StageDraft): ChangeStages {
  const moves = removed.flatMap(({ stage, to }) => (to === null ? [] : [[stage.id, to] as const]))
  return { stages: stages.map((stage) => ({ ...stage, name: stage.name.trim() })), moves: Object.fromEntries(moves) }
}
