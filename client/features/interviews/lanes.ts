/** What stands in a column, by any measure of time. */
export interface Standing {
  readonly id: string
  readonly top: number
  readonly bottom: number
}

/** The share of the width: of `of` equal parts, from part `at` on, over `wide` of them. */
export interface Lane {
  readonly at: number
  readonly of: number
  readonly wide: number
}

/**
 * Puts what overlaps beside each other: each into the first free lane, and as wide as nobody stands in the way. What
 * touches does not overlap. The order of the list does not matter.
 */
export function lanesOf(items: readonly Standing[]): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, Lane>()
  const sorted = [...items].sort((a, b) => a.top - b.top || b.bottom - a.bottom || (a.id < b.id ? -1 : 1))
  let cluster: { item: Standing; at: number }[] = []
  let end = Number.NEGATIVE_INFINITY
  const close = () => {
    const of = Math.max(0, ...cluster.map(({ at }) => at + 1))
    for (const { item, at } of cluster) lanes.set(item.id, { at, of, wide: widthOf(cluster, item, at, of) })
    cluster = []
  }
  for (const item of sorted) {
    if (item.top >= end) close()
    const taken = new Set(cluster.filter((one) => one.item.bottom > item.top).map(({ at }) => at))
    let at = 0
    while (taken.has(at)) at++
    cluster.push({ item, at })
    end = Math.max(cluster.length === 1 ? item.bottom : end, item.bottom)
  }
  close()
  return lanes
}

function widthOf(cluster: readonly { item: Standing; at: number }[], item: Standing, at: number, of: number): number {
  const right = cluster
    .filter((one) => one.at > at && one.item.top < item.bottom && item.top < one.item.bottom)
    .map((one) => one.at)
  return Math.min(of, ...right) - at
}
