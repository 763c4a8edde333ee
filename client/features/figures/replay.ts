import type { Journey } from '#protocol/analytics'

/** Where a card stood at a moment. */
export interface Placed {
  readonly journey: Journey
  readonly stage: string
  readonly status: Journey['moves'][number]['status']
  /** Since when it stood there, in milliseconds. */
  readonly since: number
  /** The import that brought it was undone. */
  readonly isTakenBack: boolean
}

/** The board of a moment: who stood where, by stage. Before somebody applied, they stand nowhere. */
export function boardAt(journeys: readonly Journey[], at: number): ReadonlyMap<string, readonly Placed[]> {
  const columns = new Map<string, Placed[]>()
  for (const journey of journeys) {
    const placed = placeAt(journey, at)
    if (!placed) continue
    const column = columns.get(placed.stage) ?? []
    columns.set(placed.stage, column)
    column.push(placed)
  }
  return columns
}

function placeAt(journey: Journey, at: number): Placed | null {
  let last: Journey['moves'][number] | null = null
  let since = 0
  for (const move of journey.moves) {
    const moved = Date.parse(move.at)
    if (moved > at) break
    if (last?.stage !== move.stage) since = moved
    last = move
  }
  return last && { journey, stage: last.stage, status: last.status, since, isTakenBack: last.takenBack === true }
}

export interface Told {
  readonly journey: Journey
  readonly move: Journey['moves'][number]
  /** The stage that it came from; null: it arrived. */
  readonly from: string | null
}

/** Everything that happened, in the order of the feed. */
export function storyOf(journeys: readonly Journey[]): readonly Told[] {
  return journeys
    .flatMap((journey) =>
      journey.moves.map((move, i) => ({ journey, move, from: journey.moves[i - 1]?.stage ?? null })),
    )
    .sort((a, b) => a.move.seq - b.move.seq)
}

/** How many of an ordered story had happened by then. */
export function toldBy(story: readonly Told[], at: number): number {
  let [low, high] = [0, story.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (Date.parse(story[middle]?.move.at ?? '') <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** The figures of a moment. */
export function figuresAt(journeys: readonly Journey[], at: number) {
  let [applications, inPlay, onHold, viewed, hired, rejected] = [0, 0, 0, 0, 0, 0]
  for (const journey of journeys) {
    const placed = placeAt(journey, at)
    // Whom an undone import brought never applied.
    if (!placed || placed.isTakenBack) continue
    applications++
    if (placed.status === 'active') inPlay++
    if (placed.status === 'on_hold') onHold++
    if (placed.status === 'hired') hired++
    if (placed.status === 'rejected') rejected++
    if (journey.viewedAt !== null && Date.parse(journey.viewedAt) <= at) viewed++
  }
  return { applications, inPlay, onHold, viewed, hired, rejected }
}
