import { useEffect, useRef, useState } from 'react'
import { endpoints } from '#protocol/feedback'
import type { CandidateId } from '#protocol/ids'
import { useWrite } from '../../../live/use-write.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { idempotencyKey } from '../../../rest/idempotency-key.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { showDone } from '../../../ui/toasts.ts'
import { emptyDraft, type FeedbackDraft, feedbackPlace, isEmpty, requestOf } from './feedback-draft.ts'

/**
 * A draft that is kept with every letter. Once sent it waits, with its key, until the server has it: a page that is
 * loaded again, or another tab, sends it again, and it is stored once.
 */
export function useFeedbackForm(candidate: { readonly id: CandidateId; readonly code: string }) {
  const { employerId, user } = useMembership()
  const write = useWrite()
  const place = useRef(feedbackPlace(user.id, candidate.id)).current
  const [draft, setDraft] = useState<FeedbackDraft>(() => place.read() ?? emptyDraft)
  const [problem, setProblem] = useState<string | null>(null)

  const keep = (next: FeedbackDraft) => {
    setDraft(next)
    setProblem(null)
    if (isEmpty(next)) place.drop()
    else place.keep(next)
  }

  const send = async (sent: FeedbackDraft): Promise<void> => {
    const request = requestOf(sent, { employerId, candidateId: candidate.id })
    if (request === null) return
    try {
      await write(endpoints.giveFeedback, request, `Feedback on ${candidate.code}`)
      place.drop()
      setDraft(emptyDraft)
      showDone('Saved. The team can read it.')
    } catch (error) {
      setProblem(messageOf(error))
      // Refused, so it is not stored: what is sent next is another one.
      const again = { ...sent, key: null }
      place.keep(again)
      setDraft(again)
    }
  }

  const submit = () => {
    if (draft.rating === null) return setProblem('Choose a rating from 1 to 5.')
    if (draft.comments.trim() === '') return setProblem('Say in a few words what you saw.')
    const sent = { ...draft, key: draft.key ?? idempotencyKey(), to: { employerId, code: candidate.code } }
    keep(sent)
    void send(sent)
  }

  const sendRest = useRef(() => {
    const kept = place.read()
    if (kept?.key) void send(kept)
  })
  useEffect(() => sendRest.current(), [])

  return { draft, keep, submit, problem, isWaiting: draft.key !== null }
}
