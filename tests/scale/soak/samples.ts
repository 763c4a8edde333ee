/** From … to, in milliseconds of the epoch. */
export type Span = readonly [from: number, to: number]

/** `message`, `move`: on its way to a page of ours; `bare`: the same through Socket.IO alone. */
export const kinds = ['message', 'move', 'bare'] as const
export type Kind = (typeof kinds)[number]

/** How many took 0, 1, 2 … milliseconds; the last counts what took longer. */
export type Histogram = readonly number[]

/** In milliseconds: what takes longer counts as this. */
const longest = 20_000

/** How long pushes were on their way. */
export class Samples {
  readonly #spans: Record<Kind, Span[]> = { message: [], move: [], bare: [] }

  add(kind: Kind, span: Span): void {
    this.#spans[kind].push(span)
  }

  /** Those that met none of these spans. */
  outside(windows: readonly Span[]): Record<Kind, Histogram> {
    const all = kinds.map((kind) => {
      const counts = Array<number>(longest + 1).fill(0)
      for (const span of this.#spans[kind]) {
        if (windows.some((window) => overlap(span, window))) continue
        const took = Math.min(longest, Math.max(0, Math.round(span[1] - span[0])))
        counts[took] = (counts[took] ?? 0) + 1
      }
      return [kind, counts] as const
    })
    return Object.fromEntries(all) as unknown as Record<Kind, Histogram>
  }
}

export const overlap = (a: Span, b: Span): boolean => a[0] <= b[1] && a[1] >= b[0]

export const merged = (histograms: readonly Histogram[]): Histogram =>
  Array.from({ length: longest + 1 }, (_, ms) => histograms.reduce((sum, counts) => sum + (counts[ms] ?? 0), 0))

export const countOf = (counts: Histogram): number => counts.reduce((sum, count) => sum + count, 0)

/** The time within which this share of them came, in milliseconds. NaN of nothing. */
export function percentile(counts: Histogram, share: number): number {
  const wanted = countOf(counts) * share
  if (wanted === 0) return Number.NaN
  let seen = 0
  return counts.findIndex((count) => {
    seen += count
    return seen >= wanted
  })
}
