import type { Member } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { pointStanding, tell } from './entries.ts'
import { type ScoreRecord, scores, standings } from './repository.ts'

/** What goes live is a point of the history, whatever was kept before. A text that nobody scored has none. */
export async function keepPublishedScore(tx: Tx, member: Member, documentId: string): Promise<void> {
  const standing = await standings.of(tx, documentId)
  if (!standing) return
  const { score, findings, words, employerId } = standing
  const _id = newId(tx.now.getTime())
  const point: ScoreRecord = { _id, employerId, documentId, kind: 'published', score, findings, words, at: tx.now }
  await scores.insert(tx, point)
  tell(tx, member, 'language.scored', pointStanding(point))
}
