/** From one moment to a later one, in milliseconds since 1970; the end is not part of it. */
export interface Span {
  readonly from: number
  readonly to: number
}

export const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to

export const widened = ({ from, to }: Span, by: number): Span => ({ from: from - by, to: to + by })

/** In order, with what touches or overlaps joined. */
export function joined(spans: readonly Span[]): Span[] {
  const done: { from: number; to: number }[] = []
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = done.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else if (span.from < span.to) done.push({ ...span })
  }
  return done
}

/** What is in both; each list in order and without overlap. */
export function common(one: readonly Span[], other: readonly Span[]): Span[] {
  const both: Span[] = []
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [a, b] = [one[i], other[j]]
    if (!a || !b) break
    const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
    if (span.from < span.to) both.push(span)
    if (a.to < b.to) i++
    else j++
  }
  return both
}

/** The first list, in order and without overlap, without what is in the second. */
export function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const cuts = joined(taken)
  return spans.flatMap((span) => {
    const left: Span[] = []
    let from = span.from
    for (const cut of cuts) {
      if (cut.to <= from) continue
      if (cut.from >= span.to) break
      if (cut.from > from) left.push({ from, to: cut.from })
      from = cut.to
    }
    if (from < span.to) left.push({ from, to: span.to })
    return left
  })
}
