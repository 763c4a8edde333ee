import type { FeedEvent } from '../../../live/live-feed.ts'

export interface HistoryNames {
  readonly person: (userId: string | null) => string
  readonly stage: (jobId: string, stage: string) => string
}

const changes = {
  resume: 'Résumé added',
  notes: 'Notes changed',
  tags: 'Tags changed',
  merged: 'Merged with another record of the same person',
  parted: 'Parted from another record',
} as const

/** What an entry means in the life of one candidate; null: nothing to tell. */
export function historyWords(event: Pick<FeedEvent, 'type' | 'data' | 'actor'>, names: HistoryNames): string | null {
  const who = event.actor.kind === 'user' ? names.person(event.actor.id) : null
  const by = who === null ? '' : ` by ${who === 'You' ? 'you' : who}`
  switch (event.type) {
    case 'application.received':
      return 'imported' in event.data ? `Imported${by}` : 'Applied'
    case 'application.moved': {
      const { data } = event
      return 'stage' in data ? `Moved to ${names.stage(data.jobId, data.stage)}${by}` : null
    }
    case 'application.selected':
      return `Selected${by}`
    case 'application.unselected':
      return `Selection taken back${by}`
    case 'application.held':
      return `Put on hold${by}`
    case 'application.resumed':
      return event.actor.kind === 'candidate' ? 'Applied again' : `Back in play${by}`
    case 'application.rejected':
      return `Rejected${by}`
    case 'application.withdrawn':
      if ('takenBack' in event.data) return `Taken back with an import${by}`
      return who === null ? 'Withdrew the application' : `Noted as withdrawn${by}`
    case 'application.hired':
      return `Hired${by}`
    case 'application.viewed':
      return `First opened${by}`
    case 'candidate.revealed': {
      const { data } = event
      if (!('userId' in data)) return null
      const name = names.person(data.userId)
      return `Identity revealed to ${name === 'You' ? 'you' : name}`
    }
    case 'candidate.updated': {
      const { data } = event
      return 'what' in data ? `${changes[data.what]}${by}` : null
    }
    case 'candidate.erased':
      return 'Had their data deleted'
    default:
      return null
  }
}
