import type { AuditEntry, endpoints } from '#protocol/team'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { HandlerRun } from '../http/bind.ts'
import { downloadHeaders } from '../http/download.ts'
import { actOf, recordAudit } from './audit.ts'
import { auditHead, auditRow } from './audit-csv.ts'
import type { TeamParts } from './parts.ts'
import { readAudit } from './read-audit.ts'

const pageSize = 200

/** The log as a file, newest first; that it was taken out is in the log, too. */
export function exportAudit({ scope }: Pick<TeamParts, 'scope'>): HandlerRun<typeof endpoints.exportAudit> {
  return async (member, { query }, context, once) => {
    // What is written down names who did it, and a view is nobody.
    if (member.viewId !== undefined) throw new AppError('forbidden', 'Leave the view to take the log out.')
    await once([], (tx, member) =>
      recordAudit(tx, {
        ...actOf(member),
        action: 'audit.exported',
        subject: { kind: 'employer', id: member.employerId },
        after: { ...query },
      }),
    )
    const { 'content-length': _unknown, ...headers } = downloadHeaders({
      name: `audit-${scope().now.toISOString().slice(0, 10)}.csv`,
      contentType: 'text/csv',
      size: 0,
    })
    return context.body(streamOf(auditLines((cursor) => pageOf(member, query, cursor))), 200, headers)
  }

  function pageOf(member: Member, query: Parameters<typeof readAudit>[2]['query'] | object, cursor: string | null) {
    const asked = { ...query, limit: pageSize, ...(cursor === null ? {} : { cursor }) }
    return readAudit(scope(), member, { query: asked })
  }
}

type ReadPage = (cursor: string | null) => Promise<{ items: AuditEntry[]; nextCursor: string | null }>

/** The whole log, page by page: what is written meanwhile lies before the first of them. */
export async function* auditLines(read: ReadPage): AsyncGenerator<string> {
  // Says in which letters the file is, for spreadsheets that would guess.
  yield `\uFEFF${auditHead}`
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<ReadPage>> = await read(cursor)
    yield page.items.map(auditRow).join('')
    cursor = page.nextCursor
  } while (cursor !== null)
}

function streamOf(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => {
      await parts.return(undefined)
    },
  })
}
