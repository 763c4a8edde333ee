import { type ChildProcess, spawn } from 'node:child_process'
import { pino } from 'pino'
import { createMemoryBus } from '../../server/journal/bus.memory.ts'
import type { Stream } from '../../server/journal/entry.ts'
import { createJournal, type Journal } from '../../server/journal/journal.ts'
import { unasked } from '../../server/request-id.ts'
import type { Store } from '../../server/store/mongo.ts'
import { programOf } from '../program.ts'
import { type Answer, type Call, type Moment, perform, type Seen, seen } from './calls.ts'

/** Where a client process finds the store: JSON in `JOURNAL_CLIENT`. */
export interface Task {
  readonly dataDir: string
  readonly database: string
}
export type ToClient =
  /** `haltAt`: stops at this moment of the first attempt, says so, and waits to be told to go on. */
  | { readonly id: number; readonly call: Call; readonly haltAt?: Moment }
  | { readonly goOn: true }
  | { readonly follow: number; readonly stream: Stream; readonly after: number }
export type FromClient =
  | { readonly ready: true }
  | { readonly halted: true }
  | { readonly id: number; readonly answer: Answer }
  | { readonly follower: number; readonly entries: readonly Seen[] }

/** Somebody with a journal of their own, in this process or another. */
export interface Client {
  /** Calls are heard in the order in which they are made. */
  call(call: Call): Promise<Answer>
  /** `ended` tells whether it may still see more. */
  follow(stream: Stream, after: number): { readonly entries: readonly Seen[]; readonly ended: boolean }
  readonly process: ChildProcess | null
  close(): Promise<void>
}

/** Several of these in one process know as little of each other as processes do. */
export function aLocalClient({ client, db }: Pick<Store, 'client' | 'db'>): Client & { readonly journal: Journal } {
  const log = pino({ level: 'silent' })
  const journal = createJournal({ client, db, bus: createMemoryBus(), log, onOutbox: () => undefined }).for(unasked)
  return {
    journal,
    process: null,
    call: (call) => perform(journal, call),
    follow: (stream, after) => {
      const entries: Seen[] = []
      journal.follow(stream, after, (found) => void entries.push(...found.map(seen)))
      return { entries, ended: false }
    },
    close: async () => journal.close(),
  }
}

const program = new URL('client-process.ts', import.meta.url)

export interface ClientProcess extends Client {
  readonly process: ChildProcess
  /** A commit that stands still at this moment of its first attempt, from `halted` until `goOn`. */
  halt(call: Call, moment: Moment): { readonly answer: Promise<Answer>; readonly halted: Promise<void>; goOn(): void }
}

export async function aClientProcess(task: Task): Promise<ClientProcess> {
  const child = spawn(process.execPath, await programOf(program), {
    env: { ...process.env, JOURNAL_CLIENT: JSON.stringify(task) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  let gone = false
  let next = 0
  let halting: (() => void) | undefined
  const waiting = new Map<number, (answer: Answer) => void>()
  const followers = new Map<number, Seen[]>()
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: FromClient) => {
      if ('ready' in message) resolve()
      else if ('halted' in message) halting?.()
      else if ('follower' in message) followers.get(message.follower)?.push(...message.entries)
      else {
        waiting.get(message.id)?.(message.answer)
        waiting.delete(message.id)
      }
    })
    void ended.then(() => {
      gone = true
      for (const answer of waiting.values()) answer({ kind: 'gone' })
      reject(new Error('The client process ended before it was ready'))
    })
  })
  // A killed process cannot be told anything; who tries learns it from the end, like those who wait.
  const send = (message: ToClient) => child.connected && child.send(message, () => undefined)
  const ask = (call: Call, options: { haltAt?: Moment } = {}): Promise<Answer> =>
    new Promise((resolve) => {
      if (gone) return resolve({ kind: 'gone' })
      const id = next++
      waiting.set(id, resolve)
      send({ id, call, ...options })
    })
  await ready
  return {
    process: child,
    call: (call) => ask(call),
    halt: (call, haltAt) => {
      const halted = new Promise<void>((resolve) => {
        halting = resolve
      })
      return { halted, answer: ask(call, { haltAt }), goOn: () => void send({ goOn: true }) }
    },
    follow: (stream, after) => {
      const [id, entries] = [next++, [] as Seen[]]
      followers.set(id, entries)
      send({ follow: id, stream, after })
      return {
        entries,
        get ended() {
          return gone
        },
      }
    },
    close: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
