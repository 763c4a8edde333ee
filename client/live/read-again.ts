import type { QueryClient, QueryKey } from '@tanstack/react-query'

interface Reading {
  /** The newest entry this query was read again for: several components may share one query. */
  seq: number
  /** Another entry came within the pause. */
  again: boolean
  isPausing: boolean
}

const readings = new WeakMap<QueryClient, Map<string, Reading>>()

/** Reads a query again because of an entry: at once for the first, then at most once per pause, and once per entry. */
export function readAgain(queries: QueryClient, queryKey: QueryKey, seq: number, pause: number): void {
  const byKey = readings.get(queries) ?? new Map<string, Reading>()
  readings.set(queries, byKey)
  const name = JSON.stringify(queryKey)
  const reading = byKey.get(name) ?? { seq: 0, again: false, isPausing: false }
  byKey.set(name, reading)
  if (seq <= reading.seq) return
  reading.seq = seq
  if (reading.isPausing) {
    reading.again = true
    return
  }
  const read = () => {
    reading.again = false
    reading.isPausing = true
    // What is under way may have been read before the entry: it is cancelled and asked for again.
    void queries.invalidateQueries({ queryKey, exact: true })
    setTimeout(() => {
      reading.isPausing = false
      if (reading.again) read()
    }, pause)
  }
  read()
}
