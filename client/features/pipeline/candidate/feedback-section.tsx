import { Badge, Button, Group } from '@mantine/core'
import { IconMessage2Plus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Candidate } from '#protocol/candidates'
import { endpoints, type Feedback } from '#protocol/feedback'
import { useLiveQuery } from '../../../live/use-live-query.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryOf } from '../../../rest/queries.ts'
import { useColleagues } from '../../../rest/use-colleagues.ts'
import { RedactedText } from '../../../ui/redacted-text.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import css from './candidate-pane.module.css'
import own from './decisions.module.css'
import { feedbackPlace } from './feedback-draft.ts'
import { FeedbackForm } from './feedback-form.tsx'
import { themeWords } from './feedback-words.ts'

/** What colleagues think of a candidate, as far as I may read it, and the form for what I think. */
export function FeedbackSection({ candidate }: { candidate: Candidate }) {
  const { employerId, user } = useMembership()
  // What was begun, or is still on its way, is open again.
  const [isWriting, setIsWriting] = useState(() => feedbackPlace(user.id, candidate.id).read() !== null)
  const request = { params: { employerId }, query: { candidateId: candidate.id, limit: 200 } }
  const said = useLiveQuery(queryOf(endpoints.listFeedback, request), ['feedback.given'])
  const items = 'data' in said ? said.data.items : []
  return (
    <section aria-label="Feedback" className={items.length === 0 ? 'cv-no-print' : undefined}>
      <h3 className={css.heading}>Feedback</h3>
      <ul className={own.list}>
        {items.map((feedback) => (
          <Said key={feedback.id} feedback={feedback} />
        ))}
      </ul>
      {isWriting ? (
        <FeedbackForm candidate={candidate} onClose={() => setIsWriting(false)} />
      ) : (
        <Button
          variant="subtle"
          size="compact-md"
          mt={6}
          leftSection={<IconMessage2Plus size={18} aria-hidden />}
          onClick={() => setIsWriting(true)}
        >
          Give feedback…
        </Button>
      )}
    </section>
  )
}

function Said({ feedback }: { feedback: Feedback }) {
  const nameOf = useColleagues()
  const { by, at, rating, comments, strengths, concerns, beforeInterview } = feedback
  return (
    <li className={own.said}>
      <Group gap={8}>
        <strong>{nameOf(by)}</strong>
        <span>{rating} of 5</span>
        {beforeInterview && <Badge color="gray">Before an interview</Badge>}
        <span className={css.when}>
          <TimeAgo at={at} />
        </span>
      </Group>
      <p>
        <RedactedText text={comments} />
      </p>
      {strengths.length > 0 && (
        <p className={css.quiet}>Strengths: {strengths.map((one) => themeWords[one]).join(', ')}</p>
      )}
      {concerns.length > 0 && (
        <p className={css.quiet}>Concerns: {concerns.map((one) => themeWords[one]).join(', ')}</p>
      )}
    </li>
  )
}
