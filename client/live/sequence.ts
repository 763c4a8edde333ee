/** Anything with a place in a journal stream: 1, 2, 3 … without holes. */
export interface Numbered {
  readonly seq: number
}

/** How far a stream was applied, and what has come too early to apply. */
export interface Sequence<Entry extends Numbered> {
  /** Number of the last applied entry. */
  readonly last: number
  /** The highest number known to exist. */
  readonly head: number
  /** Entries beyond a hole, in order. */
  readonly held: readonly Entry[]
}

export const startAt = <Entry extends Numbered>(seq: number): Sequence<Entry> => ({ last: seq, head: seq, held: [] })

/** Takes entries in any order and any number of times; `ready` are those whose turn it is now, each exactly once. */
export function receive<Entry extends Numbered>(
  sequence: Sequence<Entry>,
  arrived: readonly Entry[],
): { sequence: Sequence<Entry>; ready: readonly Entry[] } {
  const waiting = new Map(sequence.held.map((entry) => [entry.seq, entry]))
  for (const entry of arrived) {
    if (entry.seq > sequence.last && !waiting.has(entry.seq)) waiting.set(entry.seq, entry)
  }
  const ready: Entry[] = []
  let last = sequence.last
  for (let next = waiting.get(last + 1); next !== undefined; next = waiting.get(last + 1)) {
    waiting.delete(next.seq)
    ready.push(next)
    last = next.seq
  }
  const held = [...waiting.values()].sort((a, b) => a.seq - b.seq)
  return { sequence: { last, head: Math.max(sequence.head, last, held.at(-1)?.seq ?? 0), held }, ready }
}

/** A head number shows a lost last push, which leaves no hole to see. */
export const noteHead = <Entry extends Numbered>(sequence: Sequence<Entry>, head: number): Sequence<Entry> =>
  head > sequence.head ? { ...sequence, head } : sequence

/** Something exists that was not applied: fetch what comes after `last`. */
export const isBehind = (sequence: Sequence<Numbered>): boolean => sequence.head > sequence.last
