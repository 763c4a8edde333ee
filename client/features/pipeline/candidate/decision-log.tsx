import { Button } from '@mantine/core'
import { useState } from 'react'
import { endpoints } from '#protocol/decisions'
import { useLiveQuery } from '../../../live/use-live-query.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryOf } from '../../../rest/queries.ts'
import { useColleagues } from '../../../rest/use-colleagues.ts'
import { RedactedText } from '../../../ui/redacted-text.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import { useBoardApi } from '../board-context.tsx'
import css from './candidate-pane.module.css'
import { decisionWords } from './decision-words.ts'
import own from './decisions.module.css'

export const decidingEntries = [
  'application.moved',
  'application.selected',
  'application.unselected',
  'application.held',
  'application.resumed',
  'application.rejected',
  'application.withdrawn',
  'application.hired',
] as const

const shownFirst = 3

/** Who decided what about an application, and why: the newest first. */
export function DecisionLog({ applicationId }: { applicationId: string }) {
  const { employerId } = useMembership()
  const person = useColleagues()
  const { stages } = useBoardApi()
  const [showsAll, setShowsAll] = useState(false)
  const request = { params: { employerId, applicationId }, query: { limit: 200 } }
  const log = useLiveQuery(queryOf(endpoints.listDecisions, request), decidingEntries)
  if (!('data' in log) || log.data.items.length === 0) return null
  const stage = (id: string) => stages.find((one) => one.id === id)?.name ?? 'an earlier stage'
  const { items } = log.data
  return (
    <section aria-label="Decisions">
      <h4 className={css.heading}>Decisions</h4>
      <ol className={own.log}>
        {(showsAll ? items : items.slice(0, shownFirst)).map((decision) => (
          <li key={decision.id}>
            {decisionWords(decision, { person, stage })}{' '}
            <span className={css.when}>
              <TimeAgo at={decision.at} />
            </span>
            {decision.reasonLabel !== null && <p className={own.why}>{decision.reasonLabel}</p>}
            {decision.reason !== null && decision.reason !== '' && (
              <p className={own.why}>
                <RedactedText text={decision.reason} />
              </p>
            )}
          </li>
        ))}
      </ol>
      {items.length > shownFirst && (
        <Button variant="subtle" size="compact-md" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show fewer' : `Show all ${items.length}`}
        </Button>
      )}
    </section>
  )
}
