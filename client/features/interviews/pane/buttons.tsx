import { Button } from '@mantine/core'
import { IconCalendarX, IconCheck, IconEdit, IconScale, IconUser, IconUserOff, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Interview } from '#protocol/interviews'
import { useMembership } from '../../../rest/membership.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { isOpen, labelOf } from '../state-words.ts'
import type { InterviewActions } from '../use-interview-actions.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import css from './pane.module.css'

interface InterviewButtonsProps {
  readonly interview: Interview
  readonly actions: InterviewActions
  readonly onChange: (interview: Interview) => void
}

/** What can be done with it now, by this person. */
export function InterviewButtons({ interview, actions, onChange }: InterviewButtonsProps) {
  const { user, may } = useMembership()
  const now = useNow()
  const [asks, setAsks] = useState(false)
  const { jobId, candidateId, applicationId, startsAt, state } = interview
  const mine = interview.interviewers.find(({ userId }) => userId === user.id)
  const hasBegun = startsAt !== null && Date.parse(startsAt) <= now
  const isAhead = state === 'scheduled' || state === 'confirmed'
  const canNote = hasBegun && isAhead
  const canSchedule = may('interview.schedule', jobId)
  return (
    <>
      {mine && isAhead && !hasBegun && (
        <fieldset className={css.answer}>
          <legend>Will you be there?</legend>
          <Button
            variant={mine.reply === 'accepted' ? 'filled' : 'default'}
            aria-pressed={mine.reply === 'accepted'}
            leftSection={<IconCheck size={18} aria-hidden />}
            onClick={() => void actions.reply(interview, 'accepted')}
          >
            I come
          </Button>
          <Button
            variant={mine.reply === 'declined' ? 'filled' : 'default'}
            aria-pressed={mine.reply === 'declined'}
            leftSection={<IconX size={18} aria-hidden />}
            onClick={() => void actions.reply(interview, 'declined')}
          >
            I cannot
          </Button>
        </fieldset>
      )}
      {canSchedule && (
        <div className={css.actions}>
          {canNote && (
            <>
              <Button
                leftSection={<IconCheck size={18} aria-hidden />}
                onClick={() => void actions.noteDone(interview)}
              >
                Took place
              </Button>
              <Button
                variant="default"
                leftSection={<IconUserOff size={18} aria-hidden />}
                onClick={() => void actions.noteNoShow(interview)}
              >
                Did not come
              </Button>
            </>
          )}
          {isOpen(interview) && !hasBegun && (
            <Button
              variant="default"
              leftSection={<IconEdit size={18} aria-hidden />}
              onClick={() => onChange(interview)}
            >
              Move or change…
            </Button>
          )}
          {isOpen(interview) && (
            <Button
              variant="default"
              leftSection={<IconCalendarX size={18} aria-hidden />}
              onClick={() => setAsks(true)}
            >
              Cancel…
            </Button>
          )}
        </div>
      )}
      <div className={css.links}>
        {may('pipeline.read', jobId) && (
          <Link href={`/pipeline/${jobId}?candidate=${candidateId}`}>
            <IconUser size={18} aria-hidden /> Candidate
          </Link>
        )}
        {may('scorecard.read', jobId) && (
          <Link href={`/review/${applicationId}`}>
            <IconScale size={18} aria-hidden /> Kit and scorecard
          </Link>
        )}
      </div>
      {asks && (
        <CancelDialog
          who={labelOf(interview)}
          onClose={() => setAsks(false)}
          onCancel={(reason) => {
            setAsks(false)
            void actions.cancel(interview, reason)
          }}
        />
      )}
    </>
  )
}
