import type { QueryClient, QueryKey } from '@tanstack/react-query'

interface Reading {
  /** The newest entry this query was read again for: several components may share one query. */
  seq: number
  /** Another entry came while this query was read or rested. */
  again: boolean
  isBusy: boolean
}

/** A reading that takes longer than this, in milliseconds, may hang: the next entry breaks it off. */
const patience = 5000

const readings = new WeakMap<QueryClient, Map<string, Reading>>()

/**
 * Reads a query again because of an entry: at once for the first, then at most once per pause in milliseconds, once per
 * entry, and never while the reading before is under way: in a long burst each would break off the one before it.
 */
export function readAgain(queries: QueryClient, queryKey: QueryKey, seq: number, pause: number): void {
  const byKey = readings.get(queries) ?? new Map<string, Reading>()
  readings.set(queries, byKey)
  const name = JSON.stringify(queryKey)
  const reading = byKey.get(name) ?? { seq: 0, again: false, isBusy: false }
  byKey.set(name, reading)
  if (seq <= reading.seq) return
  reading.seq = seq
  if (reading.isBusy) {
    reading.again = true
    return
  }
  const read = async () => {
    reading.again = false
    reading.isBusy = true
    // What is being read already may be older than the entry: it is broken off and asked for again (query-client.ts).
    const ended = queries.invalidateQueries({ queryKey, exact: true })
    await Promise.all([Promise.race([ended, after(patience)]), after(pause)])
    reading.isBusy = false
    if (reading.again) void read()
  }
  void read()
}

const after = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
