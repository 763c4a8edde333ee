import type { Analysis } from './analyse/analyse.ts'
import type { AnalysisInput } from './analyse/input.ts'

/** What the page sends to the worker. */
export interface Question {
  readonly id: number
  readonly input: AnalysisInput
}

/** What the worker answers. */
export interface Answer {
  readonly id: number
  readonly analysis: Analysis
}

/** The part of a `Worker` that is used. */
export interface AnalysisWorker {
  postMessage(question: Question): void
  addEventListener(type: 'message', listener: (event: { readonly data: Answer }) => void): void
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void
  terminate(): void
}

interface Outcome<Token> {
  readonly onAnalysis: (analysis: Analysis, token: Token) => void
  readonly onFailure: (message: string) => void
}

export interface AnalysisClient<Token> {
  /** Asks for the analysis of this text. `token` comes back with the answer. */
  ask(input: AnalysisInput, token: Token): void
  close(): void
}

/** A pause in typing after which a text is read, in milliseconds. */
export const typingPause = 300

/**
 * Asks a worker, one question at a time: while somebody types nothing is asked, and of what waits only the newest text
 * is read. An answer to a text that is not the newest any more is still handed over, since the next may take a while.
 */
export function createAnalysisClient<Token>(
  open: () => AnalysisWorker,
  { onAnalysis, onFailure }: Outcome<Token>,
  pause = typingPause,
): AnalysisClient<Token> {
  let worker: AnalysisWorker | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let waiting: { readonly input: AnalysisInput; readonly token: Token } | null = null
  let asked: { readonly id: number; readonly token: Token } | null = null
  let lastId = 0
  let isClosed = false

  const start = (): AnalysisWorker => {
    const opened = open()
    opened.addEventListener('message', ({ data }) => {
      if (isClosed || data.id !== asked?.id) return
      const { token } = asked
      asked = null
      onAnalysis(data.analysis, token)
      if (timer === null) send()
    })
    opened.addEventListener('error', ({ message = '' }) => {
      if (isClosed || worker !== opened) return
      // The next text starts another worker.
      opened.terminate()
      worker = null
      asked = null
      onFailure(message)
    })
    return opened
  }

  function send(): void {
    timer = null
    if (waiting === null || asked !== null || isClosed) return
    const { input, token } = waiting
    waiting = null
    asked = { id: ++lastId, token }
    worker ??= start()
    worker.postMessage({ id: lastId, input })
  }

  return {
    ask: (input, token) => {
      // The first text is there already: nobody has to stop typing for it.
      const isFirst = lastId === 0 && waiting === null
      waiting = { input, token }
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(send, isFirst ? 0 : pause)
    },
    close: () => {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      worker?.terminate()
    },
  }
}
