import { feedOf, type Stream } from '../../server/journal/entry.ts'
import { randomOf } from '../random.ts'
import type { Call } from './calls.ts'

/** What happens next; `client` counts from 0. */
export type Step =
  /** Calls of one client at one moment. */
  | { readonly kind: 'calls'; readonly client: number; readonly calls: readonly Call[]; readonly persistent: boolean }
  | { readonly kind: 'follow'; readonly client: number; readonly stream: Stream; readonly behind: number }
  | { readonly kind: 'pause'; readonly milliseconds: number }
  | { readonly kind: 'kill-client'; readonly client: number }
  | { readonly kind: 'stop-client'; readonly client: number; readonly milliseconds: number }
  | { readonly kind: 'kill-store' }

export interface Schedule {
  readonly streams: readonly Stream[]
  readonly steps: readonly Step[]
}

interface Setting {
  readonly seed: number
  readonly steps: number
  readonly clients: number
  /** Part of the steps that stop or kill something. */
  readonly faults: number
}

/** The same steps for the same seed, whatever becomes of them; fewer steps are the beginning of more. */
export function scheduleOf({ seed, steps, clients, faults }: Setting): Schedule {
  const random = randomOf(seed)
  const upTo = (most: number): number => Math.floor(random() * most)
  const streams = ['hot', 'warm', 'cold'].map((name) => feedOf(`${seed}-${name}`))
  const anyStream = (): Stream => streams[Math.min(upTo(2), upTo(3))] ?? feedOf(`${seed}`)
  const appended: (Call & { kind: 'append' })[] = []
  const sent: Call[] = []
  let keys = 0

  const aKey = (kind: string): string => `${seed}-${kind}${keys++}`

  const anAppend = (stream: Stream): Call => {
    const again = appended[appended.length - 1 - upTo(8)]
    // Of the last few: its first attempt may still be under way.
    if (again && random() < 0.08) return { ...again, text: random() < 0.3 ? `${again.text}, forged` : again.text }
    const call = { kind: 'append', stream, key: aKey('a'), text: `text ${keys}` } as const
    appended.push(call)
    sent.push(call)
    return call
  }

  const aCommand = (stream: Stream): Call => {
    const [dice, blanked, who] = [random(), appended[upTo(appended.length)], `person ${upTo(3)}`]
    if (dice < 0.1 && blanked) return { kind: 'blank', stream: blanked.stream, key: aKey('b'), of: blanked.key }
    if (dice < 0.25) return { kind: 'allow', stream, key: aKey('r'), who, may: random() < 0.6 }
    if (dice < 0.5) return { kind: 'act', stream, key: aKey('d'), who }
    const two = random() < 0.3
    return { kind: 'commit', streams: two ? streams.slice(0, 2) : [stream], key: aKey('c'), text: `text ${keys}` }
  }

  const aCall = (): Call => {
    const dice = random()
    const stream = anyStream()
    const any = sent[upTo(sent.length)]
    if (dice < 0.55 || !any) return anAppend(stream)
    if (dice < 0.63) return { kind: 'read', stream, after: random() < 0.5 ? 0 : upTo(sent.length) }
    if (dice < 0.73) return any
    const call = aCommand(stream)
    sent.push(call)
    return call
  }

  const aFault = (): Step => {
    const [dice, client] = [random(), upTo(clients)]
    if (dice < 0.4) return { kind: 'stop-client', client, milliseconds: upTo(700) }
    return dice < 0.7 ? { kind: 'kill-client', client } : { kind: 'kill-store' }
  }

  const aStep = (): Step => {
    if (random() < faults) return aFault()
    const [dice, client] = [random(), upTo(clients)]
    if (dice < 0.06) return { kind: 'follow', client, stream: anyStream(), behind: upTo(60) }
    if (dice < 0.18) return { kind: 'pause', milliseconds: upTo(30) }
    const persistent = random() < 0.8
    if (dice < 0.9) return { kind: 'calls', client, calls: [aCall()], persistent }
    const stream = anyStream()
    return { kind: 'calls', client, calls: Array.from({ length: 2 + upTo(12) }, () => anAppend(stream)), persistent }
  }

  return { streams, steps: Array.from({ length: steps }, aStep) }
}
