import { Application } from '#protocol/applications'

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
    version: 1,
    ...facts,
  })
