import { Worker } from 'node:worker_threads'
import { createTurns } from '../../turns.ts'
import type { PdfRequest } from './document.ts'

export type RenderPdf = (request: PdfRequest) => Promise<Uint8Array<ArrayBuffer>>

/** Milliseconds after which a page is given up. */
const patience = 60_000

/** Sets reports as PDF one after the other, in a thread: whoever else is served does not wait for it. */
export function createRenderPdf(): RenderPdf {
  const inTurn = createTurns()
  return (request) => inTurn('', () => inThread(request))
}

function inThread(workerData: PdfRequest): Promise<Uint8Array<ArrayBuffer>> {
  const worker = startThread({ workerData, resourceLimits: { maxOldGenerationSizeMb: 512 } })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The report took too long to set')), patience)
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The thread that sets reports ended with ${code}`))
    })
  }).finally(() => void worker.terminate()) as Promise<Uint8Array<ArrayBuffer>>
}

/** From source (tests, development) the thread has to be taught TypeScript first; built, it lies beside this. */
function startThread(settings: ConstructorParameters<typeof Worker>[1]): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./pdf-thread.js', import.meta.url), settings)
  const url = new URL('./pdf-thread.ts', import.meta.url).href
  const loader = import.meta.resolve('tsx/esm/api')
  const code = `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(url)}) })`
  return new Worker(code, { ...settings, eval: true })
}
