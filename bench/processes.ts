import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process of the benchmark that answers messages one by one. */
export interface Worker {
  ask<T>(message: object): Promise<T>
  stop(): Promise<void>
}

/** Starts a script of this folder as a process of its own, so that its CPU time and memory are its own. */
export async function startWorker(script: string, args: readonly string[] = []): Promise<Worker> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), [...args], {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await answerOf(child)
  return {
    ask: async <T>(message: object) => {
      const answer = answerOf(child)
      child.send(message)
      return (await answer) as T
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`A process of the benchmark ended with code ${code}`))
    child.once('exit', died)
    child.once('message', (message) => {
      child.off('exit', died)
      resolve(message)
    })
  })
}

/** Answers messages in the started process; the first message says that it is ready. */
export function answerMessages(ready: object, answer: (message: unknown) => Promise<object>): void {
  process.on('message', (message) => {
    answer(message).then(
      (reply) => process.send?.(reply),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
  process.send?.(ready)
}
