import { EventEmitter } from 'node:events'
import type { Entry, Stream } from './entry.ts'

type Listener = (entries: readonly Entry[]) => void

/** Carries hints that a stream has new entries. What it loses or repeats is mended by `follow`: truth is the store. */
export interface Bus {
  /** Told to every node. */
  publish(stream: Stream, entries: readonly Entry[]): void
  /** Told within this process alone: each node finds by itself what others wrote. */
  publishHere(stream: Stream, entries: readonly Entry[]): void
  subscribe(stream: Stream, listener: Listener): () => void
}

/** The bus within one process. */
export function createMemoryBus(): Bus {
  const streams = new EventEmitter().setMaxListeners(0)
  const publish: Bus['publish'] = (stream, entries) => void streams.emit(stream, entries)
  return {
    publish,
    publishHere: publish,
    subscribe: (stream, listener) => {
      streams.on(stream, listener)
      return () => void streams.off(stream, listener)
    },
  }
}
