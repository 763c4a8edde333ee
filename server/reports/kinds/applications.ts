import { isInterviewed } from '../../analytics/counts.ts'
import { isSelected } from '../../applications/selection.ts'
import { redact } from '../../candidates/redact.ts'
import { readApplications, readPostings } from '../facts.ts'
import { daysBetween, daysIn, tenths } from '../numbers.ts'
import type { Making, ReportContent } from '../report.ts'

/** Everybody who applied, by code name: a file goes where rights do not follow, so it names nobody. */
export async function applicationList(making: Making): Promise<ReportContent> {
  const { scope, timeZone } = making
  const dayOf = daysIn(timeZone)
  const postings = await readPostings(making)
  const listed: { readonly id: string; readonly jobId: string; readonly row: (string | number | null)[] }[] = []
  let active = 0
  for await (const some of readApplications(making, postings)) {
    for (const { posting, application, fact, candidate } of some) {
      const { _id: id, jobId, stage, status, source, appliedAt, stageSince, viewedAt } = application
      if (status === 'active') active++
      const row = [
        candidate.code,
        posting.title,
        posting.stages.find(({ id }) => id === stage)?.name ?? stage,
        status,
        // A source is the candidate's own words: it can name them.
        source === null ? null : redact(source, candidate),
        dayOf(appliedAt),
        tenths(daysBetween(stageSince, scope.now)),
        viewedAt ? 'yes' : 'no',
        isSelected(application) ? 'yes' : 'no',
        isInterviewed(fact) ? 'yes' : 'no',
      ]
      listed.push({ id, jobId, row })
    }
  }
  // Posting after posting, the newest first.
  listed.sort((a, b) => compare(b.jobId, a.jobId) || compare(b.id, a.id))
  const rows = listed.map(({ row }) => row)
  return {
    title: 'Applications',
    figures: [
      {
        key: 'applications',
        label: 'Applications',
        value: rows.length,
        kind: 'number',
        definition: 'Applications that arrived.',
      },
      {
        key: 'active',
        label: 'In play',
        value: active,
        kind: 'number',
        definition: 'Those that nothing has ended or paused.',
      },
    ],
    columns: [
      { key: 'candidate', label: 'Candidate', kind: 'text' },
      { key: 'posting', label: 'Posting', kind: 'text' },
      { key: 'stage', label: 'Stage', kind: 'text' },
      { key: 'status', label: 'Status', kind: 'state' },
      { key: 'source', label: 'Source', kind: 'text' },
      { key: 'applied', label: 'Applied', kind: 'day' },
      { key: 'daysInStage', label: 'Days in stage', kind: 'days' },
      { key: 'opened', label: 'Opened', kind: 'state' },
      { key: 'selected', label: 'Selected', kind: 'state' },
      { key: 'interviewed', label: 'Interviewed', kind: 'state' },
    ],
    rows,
    charts: [],
    notes: ['Candidates are code names here, whoever reads it and whoever was revealed.'],
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
