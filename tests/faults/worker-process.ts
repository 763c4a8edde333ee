import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process that ends by itself or is ended. */
export interface TestProcess {
  readonly child: ChildProcess
  /** Its code and its signal. */
  readonly ended: Promise<readonly unknown[]>
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>
}

/** Node with these arguments; its log goes where the test's own goes. */
export function startProcess(args: readonly string[], env: NodeJS.ProcessEnv): TestProcess {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], env })
  const ended = once(child, 'exit')
  return {
    child,
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

export const workerEntry = fileURLToPath(new URL('../../dist/server/worker.js', import.meta.url))

/** The built worker, as `npm run worker` starts it. It works as soon as it has started. */
export function startWorkerProcess(env: Readonly<Record<string, string | undefined>>): TestProcess {
  const { PATH, HOME, TMPDIR, MONGODB_URI } = process.env
  return startProcess([workerEntry], { PATH, HOME, TMPDIR, MONGODB_URI, LOG_LEVEL: 'error', ...env })
}
