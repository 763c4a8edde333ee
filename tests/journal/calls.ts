import type { Db } from 'mongodb'
import { AppError } from '../../server/app-error.ts'
import { onceInTransaction, requestKey } from '../../server/http/idempotency.ts'
import { bySystem } from '../../server/journal/actors.ts'
import { type Entry, journalRows, type Stream } from '../../server/journal/entry.ts'
import type { Journal } from '../../server/journal/journal.ts'
import type { Tx } from '../../server/journal/tx.ts'
import { isUnreachable } from '../../server/store/unreachable.ts'

/** What a client asks of the journal. `key` names the request: sent again, it is the same request. */
export type Call =
  | { readonly kind: 'append'; readonly stream: Stream; readonly key: string; readonly text: string }
  /** Counts one up per stream and says so in an entry of each; leaves one outbox row. */
  | { readonly kind: 'commit'; readonly streams: readonly Stream[]; readonly key: string; readonly text: string }
  /** Takes out the body of an appended entry and says so in an entry. */
  | { readonly kind: 'blank'; readonly stream: Stream; readonly key: string; readonly of: string }
  /** Gives somebody the right to act, or takes it, and says so in an entry. */
  | {
      readonly kind: 'allow'
      readonly stream: Stream
      readonly key: string
      readonly who: string
      readonly may: boolean
    }
  /** Says something, if that right is there. */
  | { readonly kind: 'act'; readonly stream: Stream; readonly key: string; readonly who: string }
  | { readonly kind: 'read'; readonly stream: Stream; readonly after: number }

/** A call that writes, and is the same request whenever it is sent again. */
export type Request = Exclude<Call, { kind: 'read' }>

export type Answer =
  | { readonly kind: 'written'; readonly seqs: readonly number[]; readonly duplicate: boolean }
  | { readonly kind: 'read'; readonly entries: readonly Seen[]; readonly head: number }
  /** A code of the catalogue. */
  | { readonly kind: 'refused'; readonly code: string }
  /** An error that nobody promised. */
  | { readonly kind: 'failed'; readonly error: string }
  /** The process died first. */
  | { readonly kind: 'gone' }

/** What an entry must say that was written for this call. */
export function saidBy(call: Call): string {
  switch (call.kind) {
    case 'append':
    case 'commit':
      return call.text
    case 'blank':
      return call.of
    case 'allow':
      return `${call.who} ${call.may ? 'may' : 'may not'}`
    case 'act':
      return call.who
    case 'read':
      return ''
  }
}

/** An entry as somebody saw it. `said`: null when it was blanked. */
export interface Seen {
  readonly seq: number
  readonly type: string
  /** Of the request, which is not the entry's own where a commit wrote it. */
  readonly key: string
  readonly said: string | null
  /** How far the stream's counter was, when a commit wrote it. */
  readonly value: number | null
}

export const states = (db: Db) => db.collection<{ _id: string; value: number }>('states')

export function seen({ seq, type, key, data, blanked }: Entry): Seen {
  const said = blanked ? null : String(data['text'])
  return { seq, type, key: String(data['key'] ?? key), said, value: data['value'] ?? null }
}

const rights = (db: Db) => db.collection<{ _id: string; may: boolean }>('rights')
const pageSize = 100_000

/** Of a commit: what it decides upon is read; its state is written. */
export type Moment = 'read' | 'written'
type Inside = (moment: Moment) => Promise<void>

export async function perform(journal: Journal, call: Call, inside: Inside = async () => undefined): Promise<Answer> {
  try {
    switch (call.kind) {
      case 'append': {
        const content = { type: 'test.appended', data: { text: call.text }, actor: bySystem }
        const { entry, duplicate } = await journal.append(call.stream, { key: call.key, ...content })
        return { kind: 'written', seqs: [entry.seq], duplicate }
      }
      case 'read': {
        const head = await journal.head(call.stream)
        const entries = await journal.read(call.stream, call.after, pageSize)
        return { kind: 'read', entries: entries.map(seen), head }
      }
      case 'commit':
        return await once(journal, call.streams, call, (tx) => countUp(tx, call, inside))
      case 'blank':
        return await once(journal, [call.stream], call, (tx) => blank(tx, call))
      case 'allow':
        return await once(journal, [call.stream], call, (tx) => allow(tx, call))
      case 'act':
        return await once(journal, [call.stream], call, (tx) => act(tx, call))
    }
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refused', code: error.code }
    if (isUnreachable(error)) return { kind: 'refused', code: 'store-unavailable' }
    return { kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** As the product does it: the answer is kept in the transaction of its command. */
async function once(
  journal: Journal,
  streams: readonly Stream[],
  call: Request,
  command: (tx: Tx) => Promise<number[]>,
): Promise<Answer> {
  const key = requestKey('somebody', 'POST', '/', call.key, call)
  const { body, replayed } = await journal.commit(streams, (tx) => onceInTransaction(tx, key, 200, () => command(tx)))
  return { kind: 'written', seqs: body as number[], duplicate: replayed }
}

async function countUp(tx: Tx, call: Call & { kind: 'commit' }, inside: Inside): Promise<number[]> {
  const { session } = tx
  const seqs: number[] = []
  for (const stream of call.streams) {
    // Read, then write what follows from it: a decision on an old snapshot would lose a step.
    const value = ((await states(tx.db).findOne({ _id: stream }, { session }))?.value ?? 0) + 1
    await inside('read')
    await states(tx.db).updateOne({ _id: stream }, { $set: { value } }, { session, upsert: true })
    await inside('written')
    seqs.push(tell(tx, stream, call, 'test.committed', { value }))
  }
  tx.outbox('tell-candidate', { applicationId: call.key, version: 1 })
  return seqs
}

async function blank(tx: Tx, call: Call & { kind: 'blank' }): Promise<number[]> {
  const entry = await journalRows(tx).findOne({ stream: call.stream, key: call.of }, { session: tx.session })
  if (!entry) throw new AppError('not-found')
  await tx.blank(call.stream, entry.seq)
  return [tell(tx, call.stream, call, 'test.blanked')]
}

async function allow(tx: Tx, call: Call & { kind: 'allow' }): Promise<number[]> {
  const [_id, { session }] = [`${call.stream} ${call.who}`, tx]
  await rights(tx.db).updateOne({ _id }, { $set: { may: call.may } }, { session, upsert: true })
  return [tell(tx, call.stream, call, 'test.allowed')]
}

async function act(tx: Tx, call: Call & { kind: 'act' }): Promise<number[]> {
  const right = await rights(tx.db).findOne({ _id: `${call.stream} ${call.who}` }, { session: tx.session })
  if (!right?.may) throw new AppError('forbidden')
  return [tell(tx, call.stream, call, 'test.acted')]
}

function tell(tx: Tx, stream: Stream, call: Request, type: string, more: object = {}): number {
  return tx.append(stream, { type, data: { key: call.key, text: saidBy(call), ...more }, actor: bySystem })
}
