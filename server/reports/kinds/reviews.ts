import { isTold } from '../../scorecards/panel.ts'
import { panels } from '../../scorecards/repository.ts'
import { readFacts, readPostings } from '../facts.ts'
import { daysBetween, median, percent, tenths, toldOf } from '../numbers.ts'
import type { Making, ReportContent } from '../report.ts'

/** How far the reviews of each posting are: counts and times alone, never what anybody rated. */
export async function reviews(making: Making): Promise<ReportContent> {
  const { scope, reader } = making
  const postings = await readPostings(making)
  const counts = new Map(postings.map(({ _id }) => [_id, noCounts()]))
  const all = noCounts()
  for await (const counted of readFacts(making, postings)) {
    const found = await panels.many(
      scope,
      counted.map(({ fact }) => fact.applicationId),
    )
    for (const { posting, fact } of counted) {
      const panel = found.get(fact.applicationId)
      // That somebody has begun a draft is nobody's news.
      if (!panel || !isTold(panel)) continue
      for (const count of [all, counts.get(posting._id) ?? noCounts()]) {
        count.panels++
        count.asked += panel.reviewers.length
        const inTime = panel.reviewers.flatMap(({ submittedAt }) => submittedAt ?? [])
        count.submitted += inTime.length
        count.days.push(...inTime.map((at) => daysBetween(fact.appliedAt, at)))
        if (panel.revealed) count.revealed++
      }
    }
  }
  const shown = postings.filter(({ _id }) => counts.get(_id)?.panels)
  return {
    title: 'Reviews',
    figures: [
      {
        key: 'asked',
        label: 'Reviews asked for',
        value: all.asked,
        kind: 'number',
        definition: 'Reviewers asked, over all candidates.',
      },
      {
        key: 'submitted',
        label: 'Submitted',
        value: percent(all.submitted, all.asked),
        kind: 'percent',
        definition: 'Share of the reviews asked for that are in.',
      },
      {
        key: 'days',
        label: 'Days to a review',
        value: tenths(toldOf(reader, all.days, median)),
        kind: 'days',
        definition: 'From the application to a submitted review, median.',
      },
    ],
    columns: [
      { key: 'posting', label: 'Posting', kind: 'text' },
      { key: 'candidates', label: 'Candidates under review', kind: 'number' },
      { key: 'asked', label: 'Reviews asked for', kind: 'number' },
      { key: 'submitted', label: 'Submitted', kind: 'number' },
      { key: 'share', label: 'Of those asked for', kind: 'percent' },
      { key: 'revealed', label: 'Panels revealed', kind: 'number' },
      { key: 'days', label: 'Days to a review', kind: 'days' },
    ],
    rows: shown.map(({ _id, title }) => {
      const { panels: under, asked, submitted, revealed, days } = counts.get(_id) ?? noCounts()
      return [title, under, asked, submitted, percent(submitted, asked), revealed, tenths(toldOf(reader, days, median))]
    }),
    charts: [],
    notes: ['Ratings stay with the scorecards; here is only how many are in, and after how long.'],
  }
}

const noCounts = () => ({ panels: 0, asked: 0, submitted: 0, revealed: 0, days: [] as number[] })
