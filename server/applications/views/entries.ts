import type { Member } from '../../http/actor.ts'
import { byUser } from '../../journal/actors.ts'
import { feedOf } from '../../journal/entry.ts'
import type { Tx } from '../../journal/tx.ts'
import type { ViewRecord } from './repository.ts'

/** Tells what became of a view to those who share it; `before` and `after`: null when there is none. */
export function tell(tx: Tx, member: Member, before: ViewRecord | null, after: ViewRecord | null): void {
  const view = after?.shared ? after : before?.shared ? before : null
  if (view === null) return
  const type = view === after ? 'view.saved' : 'view.deleted'
  const version = after?.version ?? view.version + 1
  const data = { viewId: view._id, jobId: view.jobId, version }
  tx.append(feedOf(view.employerId), { type, data, actor: byUser(member) })
}
