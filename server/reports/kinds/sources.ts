import { isInterviewed } from '../../analytics/counts.ts'
import { redact } from '../../candidates/redact.ts'
import { readApplications, readPostings } from '../facts.ts'
import { percent } from '../numbers.ts'
import type { Making, ReportContent } from '../report.ts'

/** Where people came from, and how far those of each source came. */
export async function sources(making: Making): Promise<ReportContent> {
  const postings = await readPostings(making)
  const bySource = new Map<string, { label: string; all: number; viewed: number; interviewed: number; hired: number }>()
  let all = 0
  for await (const some of readApplications(making, postings)) {
    for (const { application, fact, candidate } of some) {
      const { source, viewedAt, status } = application
      const label = source === null ? 'Not said' : redact(source, candidate).trim()
      const key = label.toLowerCase()
      const count = bySource.get(key) ?? { label, all: 0, viewed: 0, interviewed: 0, hired: 0 }
      bySource.set(key, count)
      all++
      count.all++
      if (viewedAt) count.viewed++
      if (isInterviewed(fact)) count.interviewed++
      if (status === 'hired') count.hired++
    }
  }
  const rows = [...bySource.values()].sort((a, b) => b.all - a.all || a.label.localeCompare(b.label))
  return {
    title: 'Sources',
    figures: [
      {
        key: 'applications',
        label: 'Applications',
        value: all,
        kind: 'number',
        definition: 'Applications that arrived.',
      },
      {
        key: 'sources',
        label: 'Sources',
        value: rows.length,
        kind: 'number',
        definition: 'Different answers to where somebody heard of the job.',
      },
    ],
    columns: [
      { key: 'source', label: 'Source', kind: 'text' },
      { key: 'applications', label: 'Applications', kind: 'number' },
      { key: 'share', label: 'Of all', kind: 'percent' },
      { key: 'opened', label: 'Opened', kind: 'percent' },
      { key: 'interviewed', label: 'Interviewed', kind: 'percent' },
      { key: 'hired', label: 'Hired', kind: 'number' },
    ],
    rows: rows.map((one) => [
      ...[one.label, one.all, percent(one.all, all)],
      ...[percent(one.viewed, one.all), percent(one.interviewed, one.all), one.hired],
    ]),
    charts: [
      {
        title: 'Applications by source',
        kind: 'bar',
        labels: rows.slice(0, 12).map(({ label }) => label),
        series: [{ name: 'Applications', values: rows.slice(0, 12).map((one) => one.all) }],
      },
    ],
    notes: ['A source is what people wrote; what would tell who wrote it is withheld.'],
  }
}
