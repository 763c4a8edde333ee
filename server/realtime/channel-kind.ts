import type { Entry, Stream } from '../journal/entry.ts'
import type { Server, Socket } from './io.ts'

/** Somebody who follows, with the rights that were read last. */
export interface Reader {
  readonly userId: string
  readonly sessionId: string
}

/** Readers who see the same, and the room in which their sockets are. */
export interface Group<R extends Reader> {
  readonly room: string
  readonly reader: R
}

/** A person, or everybody who follows. */
export type Whose = { readonly userId: string } | 'everybody'

/**
 * What one followed stream is about: who may see what of it, and how it is sent. `Form` is an entry as it is kept for
 * sending, `Wire` what a reader gets of it.
 */
export interface ChannelKind<R extends Reader, Form extends { readonly seq: number }, Wire> {
  readonly stream: Stream
  prepare(entries: readonly Entry[]): readonly Form[] | Promise<readonly Form[]>
  view(form: Form, reader: R): Wire
  /** Equal for readers who see the same. */
  rightsKey(reader: R): string
  /** The rights as stored now; null: none any more. */
  refresh(reader: R): Promise<R | null>
  /** True when `a` was read before `b`: of two checks that overlap, the one that read later counts. */
  isOlder(a: R, b: R): boolean
  /** Whose rights to read again before this entry is sent: a person's, everybody's, or nobody's. */
  concerns(entry: Entry): Whose | null
  /** True when rights have changed since these were read, as far as this node knows. */
  isStale(reader: R): boolean
  /** Told to what was sent earlier and is kept for those who join. */
  amend(kept: Form[], form: Form): void
  /** Ends what this socket follows here: its person has no right any more. */
  revoke(socket: Socket): void
  /** Reports whose rights may have changed by what happens elsewhere. Answers how to stop. */
  watch(report: (whose: Whose) => void): () => void
  emit(io: Server, form: Form, groups: readonly Group<R>[]): void
  emitHead(io: Server, seq: number, groups: readonly Group<R>[]): void
}
