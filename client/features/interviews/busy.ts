import { overlaps, type Span } from './zone-days.ts'

/** When somebody or a room is taken. What another calendar says has no title, only times. */
export interface Busy extends Span {
  readonly kind: 'interview' | 'external'
  readonly interviewId: string | null
}

/** A person or a room, as far as its time is known. */
export interface PartyTime {
  /** `user` or `room`, and its id. */
  readonly key: string
  readonly name: string
  /** When they work; null: always, like a room. */
  readonly working: readonly Span[] | null
  /** They said when they work. What is only assumed is shaded, but stands in nobody's way. */
  readonly saysHours: boolean
  readonly busy: readonly Busy[]
  /** A calendar of theirs does not answer: since when, in milliseconds; what it said last is shown. */
  readonly downSince: number | null
}

export interface Clash extends Span {
  readonly key: string
  readonly name: string
  /** `hours`: outside what they work; all others: taken already. */
  readonly kind: Busy['kind'] | 'hours'
}

/** What speaks against a time, for these parties. The interview that is moved is not in its own way. */
export function clashesAt(span: Span, parties: readonly PartyTime[], moved: string | null = null): readonly Clash[] {
  return parties.flatMap(({ key, name, working, saysHours, busy }): Clash[] => {
    const first = busy
      .filter((one) => overlaps(one, span) && (moved === null || one.interviewId !== moved))
      .sort((a, b) => a.from - b.from)[0]
    if (first) return [{ key, name, kind: first.kind, from: first.from, to: first.to }]
    const works = !saysHours || working === null || working.some(({ from, to }) => from <= span.from && span.to <= to)
    return works ? [] : [{ key, name, kind: 'hours', from: span.from, to: span.to }]
  })
}

/** What is left of a span when others are taken out: the times outside working hours, for shading. */
export function without(span: Span, taken: readonly Span[]): readonly Span[] {
  const left: Span[] = []
  let from = span.from
  for (const { from: begins, to } of [...taken].sort((a, b) => a.from - b.from)) {
    if (to <= from || begins >= span.to) continue
    if (begins > from) left.push({ from, to: begins })
    from = Math.max(from, to)
  }
  if (from < span.to) left.push({ from, to: span.to })
  return left
}

const reasons: Readonly<Record<Clash['kind'], (name: string) => string>> = {
  interview: (name) => `${name} has an interview then`,
  external: (name) => `${name} is busy by their own calendar`,
  hours: (name) => `${name} does not work then`,
}

/** One sentence for the person who is about to let go. */
export function clashWords(clashes: readonly Clash[]): string | null {
  const [first, ...others] = clashes
  if (!first) return null
  const words = reasons[first.kind](first.name)
  if (others.length === 0) return words
  return `${words}, and ${others.length === 1 ? (others[0]?.name ?? 'another') : `${others.length} others`} cannot either`
}
