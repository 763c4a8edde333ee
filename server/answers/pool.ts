import { createHmac } from 'node:crypto'
import { type CandidateAnswer, fewestAnswers } from '#protocol/answers'
import { bySystem } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newSecret } from '../store/ids.ts'
import { batches, pools } from './repository.ts'

interface Voice {
  readonly employerId: string
  /** By which two answers of one person are one voice, whichever of their records gave them: without meaning elsewhere. */
  readonly voices: readonly [string, ...string[]]
}

/** The same for one person within one pool, and nothing that leads to them without the key. */
export const voiceOf = (key: string, candidateId: string): string =>
  createHmac('sha256', key).update(`voice:${candidateId}`).digest('base64url').slice(0, 16)

/**
 * Puts an answer among those that wait. With the fifth person in it all of them are released together: in random order,
 * under random ids, with the day of the release and nobody's own. That is the first that anybody hears of them.
 */
export async function pour(tx: Tx, { employerId, voices: own }: Voice, answer: CandidateAnswer): Promise<void> {
  const pool = await pools.of(tx, employerId)
  const waiting = [...pool.waiting, { ...answer, id: newSecret() }].sort((a, b) => (a.id < b.id ? -1 : 1))
  const isKnown = own.some((voice) => pool.voices.includes(voice))
  const voices = isKnown ? pool.voices : [...pool.voices, own[0]].sort()
  if (voices.length < fewestAnswers) return pools.save(tx, { ...pool, waiting, voices })
  const { number } = pool
  const answers = waiting.map(({ text, rating, good, bad }) => ({ text, rating, good, bad }))
  await batches.insert(tx, { _id: newSecret(), employerId, number, releasedOn: dayOf(tx.now), answers })
  await pools.save(tx, { _id: employerId, number: number + 1, waiting: [], voices: [] })
  const data = { batch: number, answers: answers.length }
  tx.append(feedOf(employerId), { type: 'feedback.released', data, actor: bySystem })
}

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
