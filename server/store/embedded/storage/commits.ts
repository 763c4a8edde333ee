import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { StoreError } from '../errors.ts'
import { CommittedView, type Environment, type View } from './environment.ts'
import { type Change, OverlaidView, Overlay } from './overlay.ts'
import type { WriterAnswer, WriterSettings } from './writer-thread.ts'

interface Batch {
  changes: Map<string, Change>
  bytes: number
  done: Promise<void>
  settle: (error?: StoreError) => void
}

/** Beyond this, new writes had better wait: what is on its way is held in memory. */
const mostBytes = 64 * 1024 * 1024

/**
 * Group commit. Writes are applied to an overlay at once, so that the next write sees them; readers see only
 * what is on the disk. While one batch is being flushed the next one gathers; nothing is answered before its batch
 * is flushed, and if one fails, it and all that was built upon it fail together.
 */
export class Commits {
  readonly committed: CommittedView
  /** What writes see: the committed state with everything on its way. */
  readonly latest: View
  readonly overlay = new Overlay()
  onSuperseded: (reason: string) => void = () => {}
  onFailure: () => void = () => {}
  /** Writes what belongs into every commit. */
  beforeFlush: () => void = () => {}
  readonly #environment: Environment
  readonly #writer: Worker
  readonly #writerEnded: Promise<unknown>
  #gathering: Batch | undefined
  #flushing: Batch | undefined

  constructor(environment: Environment, settings: WriterSettings) {
    this.#environment = environment
    this.committed = new CommittedView(environment)
    this.latest = new OverlaidView(this.committed, this.overlay)
    this.#writer = startWriter(settings)
    this.#writerEnded = once(this.#writer, 'exit')
    this.#writer.on('message', (answer: WriterAnswer) => this.#finished(answer))
    // Its failure has no listener on purpose: a store that cannot write ends, with the reason in its log.
  }

  write(key: Buffer, value: Buffer | null): void {
    const change = { key, value }
    const text = this.overlay.set(change)
    // At the end of this turn of the event loop, so that all requests that have arrived share one flush.
    if (!this.#gathering) setImmediate(() => this.#flush())
    this.#gathering ??= newBatch()
    const { changes } = this.#gathering
    this.#gathering.bytes += sizeOf(change) - sizeOf(changes.get(text))
    changes.set(text, change)
  }

  /** Resolves when everything written so far is on the disk. */
  durable(): Promise<void> {
    return this.#gathering?.done ?? this.#flushing?.done ?? Promise.resolve()
  }

  get crowded(): boolean {
    return (this.#gathering?.bytes ?? 0) > mostBytes
  }

  async close(): Promise<void> {
    await this.durable().catch(() => {})
    this.#writer.postMessage('close')
    await this.#writerEnded
  }

  #flush(): void {
    const batch = this.#gathering
    if (!batch || this.#flushing) return
    this.beforeFlush()
    this.#gathering = undefined
    this.#flushing = batch
    const packed = pack(batch)
    this.#writer.postMessage(packed, [packed])
  }

  #finished({ error }: WriterAnswer): void {
    const batch = this.#flushing
    this.#flushing = undefined
    if (error) return this.#failed(batch, error)
    if (!batch) return
    this.#environment.data.resetReadTxn()
    for (const change of batch.changes.values()) this.overlay.settle(change)
    batch.settle()
    this.#flush()
  }

  #failed(batch: Batch | undefined, error: { message: string; superseded: boolean }): void {
    const builtUpon = this.#gathering
    this.#gathering = undefined
    this.overlay.clear()
    const reason = toStoreError(error)
    for (const each of [batch, builtUpon]) each?.settle(reason)
    this.onFailure()
    if (error.superseded) this.onSuperseded(error.message)
  }
}

const sizeOf = (change: Change | undefined): number =>
  change ? change.key.length + (change.value?.length ?? 0) + 8 : 0

function newBatch(): Batch {
  let settle: (error?: StoreError) => void = () => {}
  const done = new Promise<void>((resolve, reject) => {
    settle = (error) => (error ? reject(error) : resolve())
  })
  // A failure reaches each waiting command; nobody waiting is no reason for the process to end.
  done.catch(() => {})
  return { changes: new Map(), bytes: 0, done, settle }
}

function pack(batch: Batch): ArrayBuffer {
  const memory = new ArrayBuffer(batch.bytes)
  const packed = Buffer.from(memory)
  let at = 0
  for (const { key, value } of batch.changes.values()) {
    packed.writeUInt32LE(key.length, at)
    packed.writeInt32LE(value ? value.length : -1, at + 4)
    packed.set(key, at + 8)
    at += 8 + key.length
    if (!value) continue
    packed.set(value, at)
    at += value.length
  }
  return memory
}

function toStoreError({ message, superseded }: { message: string; superseded: boolean }): StoreError {
  const labels = superseded ? ['RetryableWriteError'] : []
  if (superseded) return new StoreError(189, `This store no longer owns its data directory: ${message}`, { labels })
  const advice = 'Nothing of this was stored; free some space and try again.'
  return new StoreError(14031, `The store could not write to its disk (${message}). ${advice}`)
}

/** From source (tests, development) the thread has to be taught TypeScript first; built, it lies beside this. */
function startWriter(settings: WriterSettings): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./writer-thread.js', import.meta.url), { workerData: settings })
  const url = new URL('./writer-thread.ts', import.meta.url).href
  // By its full address: the thread's own directory is the data's, which knows no packages.
  const loader = import.meta.resolve('tsx/esm/api')
  const code = `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(url)}) })`
  return new Worker(code, { eval: true, workerData: settings })
}
