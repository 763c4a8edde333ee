import { type AnEmployer, anEmployer, type Caller } from '../../builders.ts'
import { type RunningServer, removeData, startServer } from '../../server.ts'
import { storePidOf } from '../load.ts'
import { at } from './typist.ts'

const env = {
  // A snapshot every few entries: what is rare in use happens all the time here.
  LIMIT_DOCUMENT_ENTRIES: '40',
  // It waits for the next server, and need not start again.
  CLEARVIEW_STORE_IDLE_MS: '15000',
}

/** Processes on one store, whose documents somebody edits. */
export interface Installation {
  /** The first process; another one after it was restarted. */
  readonly server: RunningServer
  /** At the first process. */
  readonly employer: AnEmployer
  restart(): Promise<void>
  /** The owner on one of the other processes, which is started when it is first asked for. */
  onAnother(index: number): Promise<Caller>
  end(): Promise<void>
}

export async function anInstallation(): Promise<Installation> {
  let server = await startServer({ env })
  let employer = await anEmployer(server)
  const others: RunningServer[] = []
  const { dataDir } = server
  return {
    get server() {
      return server
    },
    get employer() {
      return employer
    },
    restart: async () => {
      server = await startServer({ dataDir, env })
      employer = { ...employer, owner: at(server, employer.owner) }
    },
    onAnother: async (index) => {
      const other = others[index] ?? (await startServer({ dataDir, env }))
      others[index] = other
      return at(other, employer.owner)
    },
    end: async () => {
      await Promise.all([server, ...others].map((one) => one.kill()))
      const storePid = storePidOf(dataDir)
      if (storePid !== null) process.kill(storePid, 'SIGKILL')
      await removeData(dataDir)
    },
  }
}
