import type { Db } from 'mongodb'
import type { ChatEntry } from '#protocol/chat'
import { journalRows } from '../../../server/journal/entry.ts'
import type { Finding } from './ledger.ts'
import { type Item, isDone, type Lane } from './outbox.ts'
import type { Person } from './person.ts'
import type { Play } from './play.ts'

/** Compares what everybody wrote, was told and was shown with what is stored, when all has settled. */
export async function check(play: Play): Promise<readonly Finding[]> {
  const store = await play.installation.openStore()
  for (const number of play.places.keys()) await checkConversation(play, store.db, number)
  await store.close()
  for (const { person, number, reading } of play.readings()) {
    const head = play.ledger.shown.get(person.placeOf(number).id)?.length ?? 1
    if (reading.at !== head - 1)
      play.ledger.find('lost', `${person.name} has read ${number} up to ${reading.at}, not ${head - 1}`)
  }
  return play.ledger.findings
}

async function checkConversation(play: Play, db: Db, number: number): Promise<void> {
  const { ledger, people, places } = play
  const id = places[number]?.id ?? ''
  const find = ledger.find.bind(ledger)
  // What is shown was shown to everybody alike; what is stored is read past the product.
  const stored = await journalRows({ db })
    .find({ stream: `chat:${id}` })
    .sort({ seq: 1 })
    .toArray()
  const shown = ledger.shown.get(id) ?? []
  for (const [i, { seq }] of stored.entries()) {
    if (seq !== i + 1) find('disordered', `entry ${i + 1} of ${number} is stored as ${seq}`)
    if (!shown[seq]) find('lost', `entry ${seq} of ${number} was shown to nobody`)
  }
  if (shown.length > stored.length + 1)
    find('lost', `${number} was shown up to ${shown.length - 1}, stored ${stored.length}`)

  const bySender = new Map<string, ChatEntry[]>()
  for (const entry of shown) {
    if (!entry) continue
    const name = nameOf(entry.sender.id, entry.clientMessageId)
    bySender.set(name, [...(bySender.get(name) ?? []), entry])
  }
  for (const [name, entries] of bySender) {
    if (entries.length > 1)
      find('doubled', `${name} stands at ${entries.map(({ seq }) => seq).join(', ')} of ${number}`)
  }
  const lanes = people.flatMap((person) => {
    const lane = person.lanes.get(number)
    return lane ? [{ person, lane }] : []
  })
  for (const { person, lane } of lanes) {
    let last = 0
    for (const item of lane.items) {
      const entry = bySender.get(nameOf(lane.senderId, item.clientMessageId))?.[0]
      bySender.delete(nameOf(lane.senderId, item.clientMessageId))
      checkItem(play, person, lane, item, entry)
      if (!entry) continue
      if (entry.seq < last)
        find('disordered', `${person.name} wrote ${item.clientMessageId} after what stands at ${last}`)
      last = entry.seq
    }
  }
  for (const name of bySender.keys()) find('wrong', `${name} stands in ${number}, and nobody wrote it`)
}

const nameOf = (senderId: string, clientMessageId: string): string => `${senderId} ${clientMessageId}`

function checkItem(play: Play, person: Person, lane: Lane, item: Item, entry: ChatEntry | undefined): void {
  const { ledger } = play
  const find = (fault: Finding['fault'], what: string) =>
    ledger.find(
      fault,
      `${what}: ${person.name} in ${lane.conversation}, ${JSON.stringify(item.act)} ${item.clientMessageId}`,
    )
  const told = item.answers[0]
  if (!isDone(item) && !lane.isClosed) find('lost', 'never answered')
  if (!entry) {
    if (told) find('lost', 'acknowledged, and not there')
    return
  }
  if (item.firstSentAt === Number.POSITIVE_INFINITY) find('wrong', 'stored, and never sent')
  // Refused although it is stored: the page of its writer would say that it failed.
  if (item.refusal === 'message-deleted') find('wrong', `refused ${item.refusal}, and there`)
  if (told && told.seq !== entry.seq) find('disordered', `acknowledged as ${told.seq}, and stands at ${entry.seq}`)
  if (told?.id !== undefined && told.id !== entry.id) find('wrong', `acknowledged as ${told.id}, and is ${entry.id}`)
  if (entry.type !== item.act.kind) find('wrong', `is a ${entry.type}`)
  const isBlank = 'deleted' in entry && entry.deleted === true
  if ('body' in entry && 'body' in item.act && !isBlank && entry.body !== item.act.body)
    find('wrong', `says ${entry.body}`)
}
