import { endpoints } from '#protocol/feedback'
import { draftNames } from '../../../live/draft-place.ts'
import type { Write } from '../../../live/use-write.ts'
import { feedbackDrafts, feedbackPlace, requestOf } from './feedback-draft.ts'

interface Parts {
  readonly userId: string
  readonly employerId: string
  readonly write: Write
  readonly onRefused: (code: string, error: unknown) => void
}

/**
 * Sends what was sent before and got no answer, each with its key: another tab that does the same, or the form itself,
 * changes nothing by it.
 */
export async function sendUnsent({ userId, employerId, write, onRefused }: Parts): Promise<void> {
  for (const name of draftNames(userId, feedbackDrafts)) {
    const candidateId = name.slice(feedbackDrafts.length)
    const place = feedbackPlace(userId, candidateId)
    const draft = place.read()
    if (draft?.to?.employerId !== employerId) continue
    const request = requestOf(draft, { employerId, candidateId })
    if (request === null) continue
    // Meanwhile another one may have been begun: that is nobody's to throw away.
    const isStill = () => place.read()?.key === draft.key
    try {
      await write(endpoints.giveFeedback, request, `Feedback on ${draft.to.code}`)
      if (isStill()) place.drop()
    } catch (error) {
      if (!isStill()) continue
      // Refused, so it is not stored: what is sent next is another one.
      place.keep({ ...draft, key: null })
      onRefused(draft.to.code, error)
    }
  }
}
