import { may } from '#protocol/permissions'
import type { Log } from '../log.ts'
import type { AfterEntry, SendHint } from '../realtime/hints.ts'
import type { Scope } from '../store/scope.ts'
import { importsUnderWay } from './repository.ts'

/** Milliseconds between two looks at how far an employer's imports are. */
const pause = 300

/** What an import makes, and what its undoing takes back. Other entries, such as moves, are no reason to look. */
const isOfAnImport = (type: string): boolean =>
  type === 'application.received' || type === 'application.withdrawn' || type.startsWith('posting.')

/**
 * Tells open pages how far an import is, on whichever node they are and whichever process works at it: what it makes is
 * told by entries, and after those it is looked at where it stands.
 */
export function createImportHints({ scope, log }: { readonly scope: () => Scope; readonly log: Log }): {
  readonly afterEntry: AfterEntry
  close(): void
} {
  const waiting = new Map<string, NodeJS.Timeout>()

  async function tell(employerId: string, send: SendHint): Promise<void> {
    waiting.delete(employerId)
    for (const { _id, counts } of await importsUnderWay(scope(), employerId)) {
      const data = { importId: _id, done: counts.done, rows: counts.rows }
      send({ type: 'import.progress', data }, (standing) => may(standing, 'posting.write'))
    }
  }

  return {
    afterEntry: (employerId, send, type) => {
      if (!isOfAnImport(type) || waiting.has(employerId)) return
      const timer = setTimeout(() => {
        tell(employerId, send).catch((error: unknown) => log.debug({ err: error }, 'progress could not be told'))
      }, pause)
      waiting.set(employerId, timer)
    },
    close: () => {
      for (const timer of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}
