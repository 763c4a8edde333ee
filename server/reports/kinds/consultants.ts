import { users } from '../../auth/repository.ts'
import { engagementRows } from '../../consultants/engagements.ts'
import { within } from '../../store/scope.ts'
import { isWithinPeriod } from '../facts.ts'
import { daysBetween, daysIn } from '../numbers.ts'
import type { Making, ReportContent } from '../report.ts'

/** The engagements of consultants, by when they were invited. A consultant reads of their own. */
export async function consultants({ scope, reader, criteria, timeZone }: Making): Promise<ReportContent> {
  const dayOf = daysIn(timeZone)
  const all = await engagementRows(scope)
    .find({ employerId: reader.employerId }, within(scope))
    .sort({ _id: -1 })
    .toArray()
  const shown = all.filter(
    ({ invitedAt, consultantId }) =>
      // Consultants work on no single posting.
      criteria.jobId === null &&
      ((criteria.from === null && criteria.to === null) || isWithinPeriod(invitedAt, criteria)) &&
      (reader.role !== 'consultant' || consultantId === reader.userId),
  )
  const people = await users.many(
    scope,
    shown.flatMap(({ consultantId, state }) => (consultantId && state !== 'declined' ? consultantId : [])),
  )
  const names = new Map(people.map(({ _id, name }) => [_id, name]))
  const active = shown.filter(({ state }) => state === 'active').length
  return {
    title: 'Consultants',
    figures: [
      {
        key: 'engagements',
        label: 'Engagements',
        value: shown.length,
        kind: 'number',
        definition: 'Invitations and what became of them.',
      },
      {
        key: 'active',
        label: 'Active now',
        value: active,
        kind: 'number',
        definition: 'Consultants who work with you.',
      },
    ],
    columns: [
      { key: 'consultant', label: 'Consultant', kind: 'text' },
      { key: 'state', label: 'State', kind: 'state' },
      { key: 'purpose', label: 'Asked to', kind: 'text' },
      { key: 'invited', label: 'Invited', kind: 'day' },
      { key: 'answered', label: 'Answered', kind: 'day' },
      { key: 'ended', label: 'Ended', kind: 'day' },
      { key: 'days', label: 'Days engaged', kind: 'days' },
    ],
    rows: shown.map(({ consultantId, state, purpose, invitedAt, answeredAt, endedAt }) => {
      const isKnown = state === 'active' || state === 'ended'
      const days = answeredAt && isKnown ? Math.floor(daysBetween(answeredAt, endedAt ?? scope.now)) : null
      return [
        ...[(consultantId && isKnown && names.get(consultantId)) || null, state, purpose || null],
        ...[dayOf(invitedAt), dayOf(answeredAt), dayOf(endedAt), days],
      ]
    }),
    charts: [],
    notes: [],
  }
}
