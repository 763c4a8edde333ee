import { idempotencyKeptFor } from '#protocol/common'
import type { Endpoint } from '#protocol/contract'
import type { AnyRequest } from '../rest/call.ts'
import { CallError, NetworkError, UnknownOutcomeError } from '../rest/call-error.ts'
import { backOff } from './back-off.ts'

/** A change that got no answer yet, as kept beside the page from before it is sent. */
export interface WaitingWrite {
  readonly key: string
  readonly method: Endpoint['method']
  readonly path: string
  readonly request: Omit<AnyRequest, 'signal'>
  /** What it does, for the message when it is refused in the end: `Move Amber Heron to Offer`. */
  readonly label: string
  /** When it was made, in milliseconds since 1970; left out by pages of before this was kept. */
  readonly since?: number
}

export interface OutboxPorts {
  readonly send: (endpoint: Pick<Endpoint, 'method' | 'path'>, request: AnyRequest) => Promise<unknown>
  readonly newKey: () => string
  readonly now: () => number
  readonly load: () => readonly WaitingWrite[]
  readonly save: (writes: readonly WaitingWrite[]) => void
  readonly later: (run: () => void, milliseconds: number) => () => void
  readonly onCount: (waiting: number) => void
  /** A change from before the page was loaded again was refused: nobody waits for its promise any more. */
  readonly onRefused: (write: WaitingWrite, error: unknown) => void
}

interface Promised {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * The answer is only missing, or the session ended meanwhile: then the change waits until the same person is back.
 * `internal` is left out, or a bug would be repeated for ever.
 */
const deservesRetry = (error: unknown): boolean => {
  if (error instanceof NetworkError) return true
  if (!(error instanceof CallError)) return false
  return error.code === 'not-signed-in' || (error.retryable && error.code !== 'internal')
}

/** Some hours less than the server keeps its answers: clocks differ. */
const keyGoodFor = idempotencyKeptFor - 12 * 3600_000

/** Sends changes one after the other in the order they were made, again and again with their key until they are answered. */
export class Outbox {
  readonly #ports: OutboxPorts
  readonly #promised = new Map<string, Promised>()
  /** What waits and what is on its way for the first time, in the order it was made: a page that is left loses neither. */
  readonly #unanswered = new Map<string, WaitingWrite>()
  #waiting: readonly WaitingWrite[]
  #attempts = 0
  #isSending = false
  #cancelTimer: (() => void) | null = null

  constructor(ports: OutboxPorts) {
    this.#ports = ports
    this.#waiting = ports.load()
    for (const write of this.#waiting) this.#unanswered.set(write.key, write)
    ports.onCount(this.#waiting.length)
  }

  /** Answers once the server has: after a reconnection, if need be. Rejects only when refused. */
  async write(endpoint: Pick<Endpoint, 'method' | 'path'>, request: AnyRequest, label: string): Promise<unknown> {
    const { signal: _, ...kept } = request
    const key = request.idempotencyKey ?? this.#ports.newKey()
    const { method, path } = endpoint
    const write: WaitingWrite = {
      key,
      method,
      path,
      request: { ...kept, idempotencyKey: key },
      label,
      since: this.#ports.now(),
    }
    this.#unanswered.set(key, write)
    this.#save()
    if (this.#waiting.length === 0) {
      try {
        const result = await this.#ports.send(endpoint, write.request)
        this.#answered(key)
        return result
      } catch (error) {
        if (!deservesRetry(error)) {
          this.#answered(key)
          throw error
        }
      }
    }
    return new Promise((resolve, reject) => {
      this.#promised.set(key, { resolve, reject })
      this.#wait(this.#inOrder([...this.#waiting, write]))
      if (!this.#isSending && !this.#cancelTimer) this.#retryLater(null)
    })
  }

  /** The way to the server may be open again: try now. */
  drain(): void {
    if (this.#waiting.length > 0 && !this.#isSending) void this.#sendFirst()
  }

  /** The page is left; what waits is kept, and sent when the same person is back. */
  stop(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
  }

  async #sendFirst(): Promise<void> {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#isSending = true
    for (let write = this.#waiting[0]; write !== undefined; write = this.#waiting[0]) {
      try {
        const { since = this.#ports.now() } = write
        // The server may have done it and forgotten by now that it has: sent again it could be done twice.
        if (this.#ports.now() - since > keyGoodFor) throw new UnknownOutcomeError()
        const result = await this.#ports.send(write, write.request)
        this.#settle(write, (promised) => promised.resolve(result))
      } catch (error) {
        if (deservesRetry(error)) {
          this.#retryLater(error)
          break
        }
        if (!this.#promised.has(write.key)) this.#ports.onRefused(write, error)
        this.#settle(write, (promised) => promised.reject(error))
      }
    }
    this.#isSending = false
  }

  #settle(write: WaitingWrite, tell: (promised: Promised) => void): void {
    this.#attempts = 0
    this.#answered(write.key)
    this.#wait(this.#waiting.filter(({ key }) => key !== write.key))
    const promised = this.#promised.get(write.key)
    this.#promised.delete(write.key)
    if (promised) tell(promised)
  }

  #retryLater(error: unknown): void {
    const asked = error instanceof CallError ? (error.retryAfter ?? 0) * 1000 : 0
    const pause = Math.max(asked, backOff(this.#attempts++))
    this.#cancelTimer = this.#ports.later(() => {
      this.#cancelTimer = null
      this.drain()
    }, pause)
  }

  /** As they were made, not as it turned out that they got no answer: of two on their way the second may fail first. */
  #inOrder(writes: readonly WaitingWrite[]): readonly WaitingWrite[] {
    const made = [...this.#unanswered.keys()]
    return writes.toSorted((a, b) => made.indexOf(a.key) - made.indexOf(b.key))
  }

  #wait(writes: readonly WaitingWrite[]): void {
    this.#waiting = writes
    this.#ports.onCount(writes.length)
  }

  #answered(key: string): void {
    this.#unanswered.delete(key)
    this.#save()
  }

  #save(): void {
    this.#ports.save([...this.#unanswered.values()])
  }
}
