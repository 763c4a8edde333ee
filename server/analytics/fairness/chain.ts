/**
 * How many people of one group got how far: each number counts those who got at least so far, so none is greater than
 * the one before it. The first counts everybody, the last who was hired.
 */
export type Chain = readonly number[]

/** What may be said of a number: it is known, or lies between two others that are. */
export interface Range {
  readonly low: number
  readonly high: number
}

/** Of fewer, a number would tell of somebody. */
export const smallest = 5

/**
 * What is told of a chain; null: nothing, the group is too small. Of two numbers that are told as they are, the
 * difference counts people too: it is five or more. Who was hired comes first; between, only a range is told, which
 * every number fits that would have been hidden in its place.
 */
export function told(chain: Chain): readonly Range[] | null {
  const [all = 0, ...rest] = chain
  if (all < smallest) return null
  const hired = rest.at(-1) ?? 0
  // Below it nothing is told as it is.
  const floor = hired >= smallest && all - hired >= smallest ? hired : 0
  let last = all
  return [
    { low: all, high: all },
    ...rest.map((n, i): Range => {
      if (i === rest.length - 1 && floor > 0) return { low: n, high: n }
      if (n - floor < smallest) return { low: floor, high: Math.min(last, floor + smallest - 1) }
      if (last - n < smallest) return { low: Math.max(floor, last - smallest + 1), high: last }
      last = n
      return { low: n, high: n }
    }),
  ]
}

const isExact = (range: Range | undefined): boolean => range !== undefined && range.low === range.high

/** The numbers that were told as they are, each as it was told last; null: never. */
export type Known = readonly (number | null)[]

export const knownAfter = (known: Known, chain: Chain): Known => {
  const ranges = told(chain)
  return chain.map((n, i) => (isExact(ranges?.[i]) ? n : (known[i] ?? null)))
}

/**
 * May this chain be told to whoever knows those numbers? They can subtract: each difference, also of differences, counts
 * people who were settled in between, and has to be of nobody or of five and more. None is negative: two answers with a
 * third between them would differ by less than either from that one.
 */
export function mayFollow(known: Known, after: Chain): boolean {
  const ranges = told(after)
  if (!ranges) return false
  const changes = [...ranges.entries()].flatMap(([i, range]) => {
    const was = known[i] ?? null
    return isExact(range) && was !== null ? [(after[i] ?? 0) - was] : []
  })
  return [...changes, 0].every((later, j, all) =>
    all.slice(0, j).every((earlier) => earlier === later || earlier - later >= smallest),
  )
}
