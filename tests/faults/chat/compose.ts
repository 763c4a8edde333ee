import { newId } from '../../../server/store/ids.ts'
import type { Act, Item, Lane } from './outbox.ts'
import type { Person } from './person.ts'

const words = [
  'pay',
  'scale',
  'panel',
  'naïve',
  'Größe',
  '面接',
  'offer',
  'line\nbreak',
  '<b>bold</b>',
  '🙂',
  '"quoted"',
]
const emojis = ['👍', '🎉', '🤔']

let written = 0

/** Puts one thing into the outbox: mostly a message, now and then something done to an earlier one. */
export function composeNext(person: Person, lane: Lane): void {
  const { random } = person
  const { conversation } = lane
  const marker = `~${conversation}.${++written}~`
  const { act, target } = choose(person, lane, marker)
  const item: Item = {
    conversation,
    sender: person.name,
    clientMessageId: `${Math.floor(Date.now() + person.skew).toString(36)}-${newId(Math.floor(random() * 1e12))}`,
    act,
    target,
    firstSentAt: Number.POSITIVE_INFINITY,
    answers: [],
    refusal: null,
    deletedAt: null,
  }
  lane.add(item, 'body' in act ? marker : null)
}

function choose(person: Person, lane: Lane, marker: string): { act: Act; target: Item | null } {
  const { random } = person
  const dice = random()
  const own = pick(
    lane.items.filter(({ act, answers }) => act.kind === 'message' && answers.length > 0),
    random,
  )
  const ownId = own?.answers[0]?.id
  if (own && ownId) {
    if (dice < 0.05) return { act: { kind: 'edit', messageId: ownId, body: textWith(marker, random) }, target: own }
    if (dice < 0.08) return { act: { kind: 'delete', messageId: ownId }, target: own }
  }
  const shown = person.ledger.shown.get(person.placeOf(lane.conversation).id) ?? []
  const seen = pick(shown, random)
  const target = seen?.type === 'message' ? person.ledger.items.get(/~[\d.]+~/.exec(seen.body)?.[0] ?? '') : undefined
  if (seen && target && dice < 0.3) {
    if (dice >= 0.18)
      return { act: { kind: 'message', body: textWith(marker, random), replyTo: seen.id }, target: null }
    const on = random() < 0.7
    return { act: { kind: 'react', messageId: seen.id, emoji: pick(emojis, random) ?? '👍', on }, target }
  }
  return { act: { kind: 'message', body: textWith(marker, random) }, target: null }
}

const pick = <T>(from: readonly T[], random: () => number): T | undefined => from[Math.floor(random() * from.length)]

/** Each text carries a marker of its own, by which it is known wherever it turns up. */
function textWith(marker: string, random: () => number): string {
  const length = random() < 0.02 ? 400 : Math.floor(random() * 12)
  return [marker, ...Array.from({ length }, () => pick(words, random) ?? '')].join(' ')
}
