import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { endpoints, type Interview } from '#protocol/interviews'
import { showUndo } from '../../../ui/toasts.ts'
import { ScheduleForm } from '../form/schedule-form.tsx'
import { labelOf, spanOf } from '../state-words.ts'
import { homeZone, momentWords } from '../zone-words.ts'

/** The form for one candidate, over whatever page one is on; the page stays. */
export default function ScheduleDialog(props: { readonly applicationId: string; readonly onClose: () => void }) {
  const { applicationId, onClose } = props
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const zone = homeZone()
  const done = (interview: Interview) => {
    void queries.invalidateQueries({ queryKey: [endpoints.listInterviews.path] })
    onClose()
    const span = spanOf(interview)
    showUndo({
      message: span
        ? `${labelOf(interview)}: ${momentWords(span.from, zone)}. The invitations are on their way.`
        : `${labelOf(interview)} was asked to choose a time.`,
      label: 'Show it',
      onUndo: () =>
        navigate(`/interviews?interview=${interview.id}${span ? `&day=${interview.startsAt?.slice(0, 10)}` : ''}`),
    })
  }
  return <ScheduleForm beginning={{ zone, applicationId }} isCandidateFixed onDone={done} onClose={onClose} />
}
