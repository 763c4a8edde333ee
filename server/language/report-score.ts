import type { endpoints } from '#protocol/language'
import type { CommandRun } from '../http/bind.ts'
import { newId } from '../store/ids.ts'
import { authorizeDocument, type LanguageParts } from './documents.ts'
import { pointStanding, tell } from './entries.ts'
import { presentScore } from './present.ts'
import { type ScoreRecord, scores, standings } from './repository.ts'

/** Between two points of the history that come from writing, in milliseconds. */
const pause = 10 * 60_000

/**
 * Keeps how the text stands now. The history gets a point at most every ten minutes and only when something changed, so
 * that it shows a development and not every key.
 */
export function reportScore(parts: LanguageParts): CommandRun<typeof endpoints.reportScore> {
  return async (tx, member, { documentId, body }) => {
    await authorizeDocument(parts, tx, member, 'posting.write', documentId)
    const { employerId } = member
    const [known, newest] = [await standings.of(tx, documentId), await scores.newest(tx, documentId)]
    if (!known || !isSame(known, body)) await standings.put(tx, { _id: documentId, employerId, ...body, at: tx.now })
    if (newest && (isSame(newest, body) || tx.now.getTime() - newest.at.getTime() < pause)) return presentScore(newest)
    const point: ScoreRecord = {
      _id: newId(tx.now.getTime()),
      employerId,
      documentId,
      kind: 'written',
      ...body,
      at: tx.now,
    }
    await scores.insert(tx, point)
    tell(tx, member, 'language.scored', pointStanding(point))
    return presentScore(point)
  }
}

interface Measured {
  readonly score: number
  readonly findings: number
  readonly words: number
}

const isSame = (a: Measured, b: Measured): boolean =>
  a.score === b.score && a.findings === b.findings && a.words === b.words
