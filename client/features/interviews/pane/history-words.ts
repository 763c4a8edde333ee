import type { InterviewStanding } from '#protocol/interviews'
import type { FeedEvent } from '../../../live/live-feed.ts'
import { momentWords } from '../zone-words.ts'

/** What an entry means in the life of one interview; null: nothing to tell. */
export function historyWords(
  event: Pick<FeedEvent, 'type' | 'data' | 'actor'>,
  person: (userId: string | null) => string,
  zone: string,
): string | null {
  const who =
    event.actor.kind === 'candidate' ? 'the candidate' : event.actor.kind === 'user' ? person(event.actor.id) : null
  const by = who === null ? '' : ` by ${who === 'You' ? 'you' : who}`
  const { startsAt } = event.data as InterviewStanding
  const time = startsAt === null ? '' : momentWords(Date.parse(startsAt), zone)
  switch (event.type) {
    case 'interview.offered':
      return `Times offered${by}`
    case 'interview.scheduled':
      return `Scheduled for ${time}${by}`
    case 'interview.rescheduled':
      return `Moved to ${time}${by}`
    case 'interview.changed':
      return `Place, length or people changed${by}`
    case 'interview.cancelled':
      return `Cancelled${by}`
    case 'interview.confirmed':
      return `Confirmed${by}`
    case 'interview.declined':
      return `Declined${by}`
    case 'interview.replied':
      return `Answered${by}`
    case 'interview.no-show':
      return `Noted that the candidate did not come${by}`
    case 'interview.done':
      return `Noted that it took place${by}`
    default:
      return null
  }
}
