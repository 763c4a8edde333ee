import { parentPort, workerData } from 'node:worker_threads'
import { textOf } from './text-of.ts'
import type { TextRequest } from './text-result.ts'

// One file, one thread: nothing of a stranger's file is left for the next.
parentPort?.postMessage(await textOf(workerData as TextRequest))
