import { parentPort, workerData } from 'node:worker_threads'
import { openEnvironment, readEpoch } from './environment.ts'

/** Says where to open LMDB and as whom to write. */
export interface WriterSettings {
  path: string
  /** Every commit checks, in its own write transaction, that this is still the owner's epoch. */
  epoch: number
}

export interface WriterAnswer {
  error?: { message: string; superseded: boolean }
}

const { path, epoch } = workerData as WriterSettings
const { root, data } = openEnvironment(path)

/** LMDB's flush blocks its thread; here it holds up nobody. */
parentPort?.on('message', (message: ArrayBuffer | 'close') => {
  if (message === 'close') return void root.close().then(() => parentPort?.close())
  const answer: WriterAnswer = {}
  let superseded = false
  try {
    root.transactionSync(() => {
      superseded = readEpoch(data) !== epoch
      if (superseded) throw new Error('another store has taken over this data directory')
      apply(Buffer.from(message))
    })
  } catch (error) {
    answer.error = { message: error instanceof Error ? error.message : String(error), superseded }
  }
  parentPort?.postMessage(answer)
})

function apply(packed: Buffer): void {
  let at = 0
  while (at < packed.length) {
    const keyLength = packed.readUInt32LE(at)
    const valueLength = packed.readInt32LE(at + 4)
    const key = packed.subarray(at + 8, at + 8 + keyLength)
    at += 8 + keyLength
    if (valueLength < 0) data.removeSync(key)
    else {
      data.putSync(key, packed.subarray(at, at + valueLength))
      at += valueLength
    }
  }
}
