import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { analyse } from './analyse/analyse.ts'
import type { AnalysisInput } from './analyse/input.ts'
import {
  type AnalysisWorker,
  type Answer,
  createAnalysisClient,
  type Question,
  typingPause,
} from './analysis-client.ts'

const textOf = (text: string): AnalysisInput => ({ blocks: [{ text, from: 1, kind: 'paragraph' }], facts: null })

/** A worker whose answers are sent by hand. */
class HeldWorker implements AnalysisWorker {
  readonly questions: Question[] = []
  isOver = false
  #answer: (event: { data: Answer }) => void = () => {}
  #fail: (event: { message?: string }) => void = () => {}
  postMessage = (question: Question): void => {
    this.questions.push(question)
  }
  addEventListener(type: string, listener: (event: never) => void): void {
    if (type === 'message') this.#answer = listener as (event: { data: Answer }) => void
    else this.#fail = listener as (event: { message?: string }) => void
  }
  terminate = (): void => {
    this.isOver = true
  }
  answer(): void {
    const question = this.questions.at(-1)
    if (question) this.#answer({ data: { id: question.id, analysis: analyse(question.input) } })
  }
  fail(message: string): void {
    this.#fail({ message })
  }
}

function aClient() {
  const workers: HeldWorker[] = []
  const got: string[] = []
  const client = createAnalysisClient<string>(
    () => {
      const worker = new HeldWorker()
      workers.push(worker)
      return worker
    },
    {
      onAnalysis: ({ findings }, token) => got.push(`${token}: ${findings.map(({ quote }) => quote).join(', ')}`),
      onFailure: (message) => got.push(`failed: ${message}`),
    },
  )
  const asked = () => workers.flatMap(({ questions }) => questions.map(({ input }) => input.blocks[0]?.text))
  return { client, workers, got, asked, worker: () => workers.at(-1) as HeldWorker }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('reading while somebody types', () => {
  it('[LANG-15] reads the first text at once, and later ones after a pause', () => {
    const { client, asked, got, worker } = aClient()
    client.ask(textOf('guru'), 'first')
    vi.advanceTimersByTime(0)
    worker().answer()
    client.ask(textOf('ninja'), 'second')
    vi.advanceTimersByTime(typingPause - 1)
    expect(asked()).toEqual(['guru'])
    vi.advanceTimersByTime(1)
    worker().answer()
    expect(got).toEqual(['first: guru', 'second: ninja'])
  })

  it('[LANG-15] asks one question at a time, and of what waits only the newest', () => {
    const { client, asked, got, worker } = aClient()
    client.ask(textOf('guru'), '1')
    vi.advanceTimersByTime(0)
    for (const n of ['2', '3', '4']) {
      client.ask(textOf(`ninja ${n}`), n)
      vi.advanceTimersByTime(typingPause)
    }
    expect(asked()).toEqual(['guru'])
    worker().answer()
    worker().answer()
    expect(asked()).toEqual(['guru', 'ninja 4'])
    expect(got).toEqual(['1: guru', '4: ninja'])
  })

  it('[LANG-15] says when the worker failed, and starts another for the next text', () => {
    const { client, workers, got, worker } = aClient()
    client.ask(textOf('guru'), '1')
    vi.advanceTimersByTime(0)
    worker().fail('out of memory')
    client.ask(textOf('ninja'), '2')
    vi.advanceTimersByTime(typingPause)
    worker().answer()
    expect(workers.map(({ isOver }) => isOver)).toEqual([true, false])
    expect(got).toEqual(['failed: out of memory', '2: ninja'])
  })

  it('[LANG-15] tells nothing after it was closed', () => {
    const { client, got, worker } = aClient()
    client.ask(textOf('guru'), '1')
    vi.advanceTimersByTime(0)
    client.close()
    worker().answer()
    client.ask(textOf('ninja'), '2')
    vi.advanceTimersByTime(typingPause)
    expect(worker().isOver).toBe(true)
    expect(got).toEqual([])
  })
})
