import type { Entry, Stream } from './entry.ts'

type Listener = (entries: readonly Entry[]) => void

/** Carries hints that a stream has new entries. What it loses or repeats is mended by `follow`: truth is the store. */
export interface Bus {
  publish(stream: Stream, entries: readonly Entry[]): void
  subscribe(stream: Stream, listener: Listener): () => void
}

/** The bus within one process. */
export function createMemoryBus(): Bus {
  const listeners = new Map<Stream, Set<Listener>>()
  return {
    publish: (stream, entries) => {
      for (const listener of listeners.get(stream) ?? []) listener(entries)
    },
    subscribe: (stream, listener) => {
      const here = listeners.get(stream) ?? new Set()
      listeners.set(stream, here.add(listener))
      return () => {
        here.delete(listener)
        if (here.size === 0) listeners.delete(stream)
      }
    },
  }
}
