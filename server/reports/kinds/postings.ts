import { cells } from '../../analytics/repository.ts'
import { tallies } from '../../postings/tally.ts'
import { isWithinPeriod, readPostings } from '../facts.ts'
import { daysBetween, daysIn } from '../numbers.ts'
import type { Making, ReportContent } from '../report.ts'

/** Every posting that was made or published in the period. */
export async function postingList(making: Making): Promise<ReportContent> {
  const { scope, books, reader, criteria, timeZone } = making
  const dayOf = daysIn(timeZone)
  const all = await readPostings(making)
  const isUnbound = criteria.from === null && criteria.to === null
  const postings = all.filter(
    ({ createdAt, published }) =>
      isUnbound || isWithinPeriod(createdAt, criteria) || isWithinPeriod(published?.at ?? null, criteria),
  )
  const counts = await tallies.of(
    scope,
    postings.map(({ _id }) => _id),
  )
  const { book } = await books.follow(reader.employerId)
  const interviewed = await cells.interviewed(scope, book)
  const open = postings.filter(({ state }) => state === 'published').length
  return {
    title: 'Postings',
    figures: [
      {
        key: 'postings',
        label: 'Postings',
        value: postings.length,
        kind: 'number',
        definition: 'Postings made or published in the period.',
      },
      {
        key: 'published',
        label: 'Published now',
        value: open,
        kind: 'number',
        definition: 'Those that people can apply for.',
      },
    ],
    columns: [
      { key: 'posting', label: 'Posting', kind: 'text' },
      { key: 'state', label: 'State', kind: 'state' },
      { key: 'location', label: 'Location', kind: 'text' },
      { key: 'employmentType', label: 'Employment', kind: 'text' },
      { key: 'created', label: 'Created', kind: 'day' },
      { key: 'published', label: 'Published', kind: 'day' },
      { key: 'daysOpen', label: 'Days open', kind: 'days' },
      { key: 'applications', label: 'Applications', kind: 'number' },
      { key: 'inPlay', label: 'In play', kind: 'number' },
      { key: 'interviewed', label: 'Interviewed', kind: 'number' },
    ],
    rows: postings.map(({ _id, title, state, location, employmentType, createdAt, published }) => {
      const count = counts.get(_id)
      const inPlay = Object.values(count?.byStage ?? {}).reduce((sum, one) => sum + one, 0)
      const isOpen = state === 'published' && published !== null
      return [
        ...[title, state, location, employmentType, dayOf(createdAt), dayOf(published?.at ?? null)],
        isOpen ? Math.floor(daysBetween(published.at, scope.now)) : null,
        ...[count?.applications ?? 0, inPlay, interviewed.get(_id) ?? 0],
      ]
    }),
    charts: [],
    notes: ['Counts are of all time; days open are counted while a posting is published.'],
  }
}
