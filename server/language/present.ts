import { UserId } from '#protocol/ids'
import type { Dismissal, Pin, ScorePoint } from '#protocol/language'
import type { Scope } from '../store/scope.ts'
import { namesOf } from '../team/people.ts'
import type { DismissalRecord, PinRecord, ScoreRecord } from './repository.ts'

type Names = ReadonlyMap<string, string>

const somebody = (names: Names, id: string) => ({ id: UserId.parse(id), name: names.get(id) ?? '' })

export async function presentDismissals(scope: Scope, found: readonly DismissalRecord[]): Promise<Dismissal[]> {
  const names = await namesOf(
    scope,
    found.map(({ by }) => by),
  )
  return found.map(({ _id, rule, quote, reason, by, at }) => ({
    id: _id,
    rule,
    quote,
    reason,
    by: somebody(names, by),
    at: at.toISOString(),
  }))
}

export async function presentPins(scope: Scope, found: readonly PinRecord[]): Promise<Pin[]> {
  const names = await namesOf(
    scope,
    found.flatMap(({ by, closedBy }) => (closedBy === null ? [by] : [by, closedBy])),
  )
  return found.map(({ _id, quote, anchor, message, alternatives, state, by, at, closedBy, closedAt, version }) => ({
    id: _id,
    quote,
    anchor,
    message,
    alternatives,
    state,
    by: somebody(names, by),
    at: at.toISOString(),
    closedBy: closedBy === null ? null : somebody(names, closedBy),
    closedAt: closedAt?.toISOString() ?? null,
    version,
  }))
}

export async function presentPin(scope: Scope, pin: PinRecord): Promise<Pin> {
  const [presented] = await presentPins(scope, [pin])
  if (!presented) throw new Error('One record gives one presentation')
  return presented
}

export const presentScore = ({ _id, score, findings, words, kind, at }: ScoreRecord): ScorePoint => ({
  id: _id,
  score,
  findings,
  words,
  kind,
  at: at.toISOString(),
})
