import { Worker } from 'node:worker_threads'
import { AppError } from '../../app-error.ts'
import { createTurns } from '../../turns.ts'
import { mostPages, type TextRequest, type TextResult, type Unreadable } from './text-result.ts'

/** Reads the text of a file. @throws {AppError} `unreadable-file` with what to do about it */
export type ReadText = (request: TextRequest) => Promise<string>

/** What a thread may use: milliseconds, and mebibytes of its own heap and of the whole process beside it. */
export interface ReadTextLimits {
  readonly milliseconds: number
  readonly heap: number
  readonly growth: number
}

const usual: ReadTextLimits = { milliseconds: 20_000, heap: 256, growth: 768 }

/**
 * Reads files one after the other, each in a thread of its own that is ended when it takes too long or too much: whatever
 * a file does, everybody else is served.
 * @param thread what runs in it
 */
export function createReadText(limits: ReadTextLimits = usual, thread: URL = threadBesideThis): ReadText {
  const inTurn = createTurns()
  return async (request) => {
    const result = await inTurn('', () => inThread(request, limits, thread))
    if ('text' in result) return result.text
    throw new AppError('unreadable-file', words[result.unreadable])
  }
}

const words: Readonly<Record<Unreadable, string>> = {
  protected: 'This file asks for a password. Save it without one and choose it again.',
  broken: 'This file is damaged. Save it anew, as PDF or DOCX, and choose it again.',
  'too-large': `This file takes too much to read. Save it with fewer pages (at most ${mostPages}) or as plain text.`,
  'no-text':
    'There is no text in this file: it may be a scan. Choose one whose text can be marked with the mouse, or paste the text.',
}

/** How often the memory is looked at, in milliseconds. */
const look = 50

function inThread(
  request: TextRequest,
  { milliseconds, heap, growth }: ReadTextLimits,
  thread: URL,
): Promise<TextResult> {
  const worker = startThread(request, heap, thread)
  const before = process.memoryUsage.rss()
  return new Promise((resolve) => {
    const end = (result: TextResult) => {
      clearTimeout(timer)
      clearInterval(watch)
      resolve(result)
      void worker.terminate()
    }
    const timer = setTimeout(() => end({ unreadable: 'too-large' }), milliseconds)
    // Buffers are not part of the thread's heap: only the whole process shows them.
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > growth * 1024 * 1024) end({ unreadable: 'too-large' })
    }, look)
    worker.once('message', end)
    worker.once('error', (error: NodeJS.ErrnoException) =>
      end({ unreadable: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-large' : 'broken' }),
    )
    worker.once('exit', () => end({ unreadable: 'broken' }))
  })
}

const threadBesideThis = new URL(`./text-thread.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)

/** From source (tests, development) the thread has to be taught TypeScript first. */
function startThread(request: TextRequest, heap: number, thread: URL): Worker {
  const settings = {
    workerData: { kind: request.kind, bytes: new Uint8Array(request.bytes) },
    resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    // Libraries tell of fonts that they miss: nobody reads that.
    stdout: true,
    stderr: true,
  }
  if (!thread.pathname.endsWith('.ts')) return new Worker(thread, settings)
  const loader = import.meta.resolve('tsx/esm/api')
  const code = `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(thread.href)}) })`
  return new Worker(code, { ...settings, eval: true })
}
