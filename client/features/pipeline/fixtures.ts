import { Application } from '#protocol/applications'
import { type Stage, StageKind } from '#protocol/postings'

/** A card for tests; what is not said is as it usually is. */
export const aCard = (facts: Partial<Record<keyof Application, unknown>> & { readonly id: string }): Application =>
  Application.parse({
    jobId: 'job',
    candidateId: `c-${facts.id}`,
    stage: 'applied',
    status: 'active',
    source: null,
    candidate: { id: `c-${facts.id}`, code: `Amber Heron · ${facts.id}`, name: null },
    appliedAt: '2026-01-01T00:00:00Z',
    stageSince: '2026-01-01T00:00:00Z',
    viewed: true,
    selected: false,
    lookAgainAt: null,
    tags: [],
    version: 1,
    ...facts,
  })

/** Stages of which each is of the kind that its id says. */
export const stagesOf = (...ids: readonly string[]): Stage[] =>
  ids.map((id) => ({ id, name: id, kind: StageKind.safeParse(id).data ?? 'screen' }))
