import { matchesOf } from './matches.ts'

/** What a piece of text would tell. */
export type TraitKind = 'name' | 'contact' | 'link' | 'address' | 'school' | 'age' | 'gender'

/** A piece of a text, by UTF-16 offsets: `start` is in it, `end` is not. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly kind: TraitKind
}

/** Looks for one kind of trait. */
export type Finder = (text: string) => Span[]

/**
 * Looks for all of the patterns. Of a pattern with a group called `it`, that group alone is the trait: what stands before
 * it only says what it is.
 */
export function byPatterns(kind: TraitKind, patterns: readonly RegExp[]): Finder {
  // Made at the first text: most workers never read one, and would start later for it.
  let located: RegExp[] | undefined
  return (text) => {
    located ??= patterns.map((pattern) => new RegExp(pattern, `${pattern.flags}d`))
    return located.flatMap((pattern) =>
      matchesOf(pattern, text).map((match) => {
        const [start, end] = match.indices?.groups?.['it'] ?? [match.index, match.index + match[0].length]
        return { start, end, kind }
      }),
    )
  }
}

/** The same pieces in order, without overlaps; what overlaps becomes one, of the kind that begins first. */
export function merged(spans: readonly Span[]): Span[] {
  const inOrder = spans.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || b.end - a.end)
  const result: Span[] = []
  for (const span of inOrder) {
    const last = result.at(-1)
    if (last && span.start < last.end) {
      if (span.end > last.end) result[result.length - 1] = { ...last, end: span.end }
    } else result.push(span)
  }
  return result
}
