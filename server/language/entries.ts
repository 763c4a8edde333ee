import type { FeedData, FeedType } from '#protocol/feed'
import { byUser } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { PinRecord, ScoreRecord } from './repository.ts'

type LanguageType = Extract<FeedType, `language.${string}`>

interface Actor {
  readonly userId: string
  readonly employerId: string
}

/** Tells the employer's feed: ids and states, never what was written. */
export function tell<Type extends LanguageType>(tx: Tx, actor: Actor, type: Type, data: FeedData<Type>): void {
  tx.append(feedOf(actor.employerId), { type, data, actor: byUser(actor) })
}

export const pinStanding = ({ documentId, _id, state, version }: PinRecord) => ({
  documentId,
  pinId: _id,
  state,
  version,
})

export const pointStanding = ({ documentId, _id, score }: ScoreRecord) => ({ documentId, pointId: _id, score })
