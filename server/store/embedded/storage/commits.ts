import { EventEmitter, once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { StoreError } from '../errors.ts'
import { pending } from '../yielding.ts'
import { CommittedView, type Environment } from './environment.ts'
import { type Change, Overlay, overlaid } from './overlay.ts'
import type { WriterAnswer, WriterSettings } from './writer-thread.ts'

type Batch = ReturnType<typeof newBatch>
const newBatch = () => ({ changes: new Map<string, Change>(), bytes: 0, end: pending() })

/** Beyond this, new writes had better wait: what is on its way is held in memory. */
const mostBytes = 64 * 1024 * 1024

export type Commits = ReturnType<typeof openCommits>

/**
 * Group commit. Writes are applied to an overlay at once, so that the next write sees them; readers see only
 * what is on the disk. While one batch is being flushed the next one gathers; nothing is answered before its batch
 * is flushed, and if one fails, it and all that was built upon it fail together.
 */
export function openCommits(environment: Environment, settings: WriterSettings) {
  /** `flush` is the last chance to write what belongs into this commit. */
  const events = new EventEmitter<{ flush: []; failure: []; superseded: [reason: string] }>()
  /** The committed state: of this moment, or of the one it is pinned at. */
  const newView = () => new CommittedView(environment)
  const committed = newView()
  const overlay = new Overlay()
  /** What writes see: the committed state with everything on its way. */
  const latest = overlaid(committed, overlay)
  // Its failure has no listener on purpose: a store that cannot write ends, with the reason in its log.
  const writer = startWriter(settings)
  const writerEnded = once(writer, 'exit')
  let gathering: Batch | undefined
  let flushing: Batch | undefined

  function write(key: Buffer, value: Buffer | null): void {
    const change = { key, value }
    const text = overlay.put(change)
    // At the end of this turn of the event loop, so that all requests that have arrived share one flush.
    if (!gathering) setImmediate(flush)
    gathering ??= newBatch()
    gathering.bytes += sizeOf(change) - sizeOf(gathering.changes.get(text))
    gathering.changes.set(text, change)
  }

  /** Resolves when everything written so far is on the disk. */
  const durable = (): Promise<void> => (gathering ?? flushing)?.end.done ?? Promise.resolve()

  const isCrowded = (): boolean => (gathering?.bytes ?? 0) > mostBytes

  function flush(): void {
    if (!gathering || flushing) return
    events.emit('flush')
    flushing = gathering
    gathering = undefined
    const packed = pack(flushing)
    writer.postMessage(packed, [packed])
  }

  writer.on('message', ({ error }: WriterAnswer) => {
    const batch = flushing
    flushing = undefined
    if (error) return fail([batch, gathering], error)
    environment.data.resetReadTxn()
    for (const change of batch?.changes.values() ?? []) overlay.settle(change)
    batch?.end.settle()
    flush()
  })

  function fail(batches: (Batch | undefined)[], { message, superseded }: NonNullable<WriterAnswer['error']>): void {
    gathering = undefined
    overlay.clear()
    const failed = `The store could not write to its disk (${message}). Nothing of this was stored; ${advice}`
    const reason = superseded
      ? new StoreError(189, `This store no longer owns its data directory: ${message}`, ['RetryableWriteError'])
      : new StoreError(14031, failed)
    for (const batch of batches) batch?.end.settle(reason)
    events.emit('failure')
    if (superseded) events.emit('superseded', message)
  }

  async function close(): Promise<void> {
    await durable().catch(() => {})
    writer.postMessage('close')
    await writerEnded
  }

  return { events, newView, committed, overlay, latest, write, durable, isCrowded, close }
}

const advice = 'free some space and try again.'

const sizeOf = (change: Change | undefined): number =>
  change ? change.key.length + (change.value?.length ?? 0) + 8 : 0

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
