import type { Finding } from '../../faults/chat/ledger.ts'
import { type Life, slopeOf } from './memory.ts'
import type { Outcome, Run } from './run.ts'
import { countOf, percentile, type Span } from './samples.ts'

const ms = (value: number): string => `${Math.round(value)} ms`

const faults = ['lost', 'doubled', 'disordered', 'leaked', 'wrong'] as const

/** How many of each kind of finding. */
const countsOf = (findings: readonly Finding[]): string =>
  faults.map((name) => `${name} ${findings.filter(({ fault }) => fault === name).length}`).join(', ')

/** What people did and were given, and what was wrong with it. */
export function workOf({ cluster, written, words }: Run, { report, findings }: Outcome): string {
  const { messages, moves, reads } = written
  const { people, places } = cluster.cast
  const done = `${messages.length} messages, ${moves.length} moves, ${words} words, ${reads} reads`
  return [
    `${people.length} pages on ${cluster.nodes.length} nodes, ${places.length} conversations: ${done};`,
    `${report.given} entries given; ${countsOf(findings)}`,
  ].join(' ')
}

/** How long pages were away. */
export function returnsOf(absences: readonly Span[]): string {
  const took = absences.map(([from, to]) => to - from).sort((a, b) => a - b)
  const at = (share: number) => ms(took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0)
  return `${took.length} returns, back within ${at(0.5)} (half), ${at(0.99)} (99 %), ${at(1)} (all)`
}

/** How long pushes took when nothing was wrong, beside Socket.IO alone. */
export function pushesOf({ pushes }: Outcome['report']): { text: string; worst: number } {
  const bare = percentile(pushes.bare, 0.99)
  const rows = (['message', 'move', 'bare'] as const).map((kind) => {
    const [p50, p99] = [percentile(pushes[kind], 0.5), percentile(pushes[kind], 0.99)]
    const ratio = kind === 'bare' ? '' : `, ${(p99 / bare).toFixed(2)} times bare`
    return `${kind}: ${countOf(pushes[kind])} pushes, p50 ${ms(p50)}, p99 ${ms(p99)}${ratio}`
  })
  const worst = Math.max(percentile(pushes.message, 0.99), percentile(pushes.move, 0.99))
  return { text: rows.join('\n'), worst }
}

/** What each process held at first and at last, and how fast it grew between. */
export function memoryOf({ name, samples }: Life): string {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last) return `${name}: not seen`
  const seconds = (last.at - first.at) / 1000
  const held = `${first.resident.toFixed(0)} to ${last.resident.toFixed(0)} MiB resident`
  const own = `${first.own.toFixed(0)} to ${last.own.toFixed(0)} MiB of its own`
  const slopes = `${slopeOf(samples, 'resident').toFixed(2)} and ${slopeOf(samples, 'own').toFixed(2)} MiB a minute`
  const connections = `${first.open} to ${last.open} connections`
  const cpu = `${((100 * (last.cpu - first.cpu)) / seconds).toFixed(0)} % of a core`
  return `${name}: ${seconds.toFixed(0)} s, ${held}, ${own}, ${connections}, ${slopes} at as many, ${cpu}`
}
