import type { BoardView } from '#protocol/board-views'
import type { Page } from '#protocol/common'
import type { Member } from '../../http/actor.ts'
import type { Scope } from '../../store/scope.ts'
import { canSee } from './policy.ts'
import { present } from './present.ts'
import { type ViewRecord, views } from './repository.ts'

export async function listViews(scope: Scope, member: Member): Promise<Page<BoardView>> {
  const [mine, shared] = await Promise.all([
    views.of(scope, member.employerId, member.userId),
    views.shared(scope, member.employerId),
  ])
  const found = new Map<string, ViewRecord>([...mine, ...shared].map((view) => [view._id, view]))
  const items = [...found.values()].filter((view) => canSee(member, view)).map(present)
  return { items: items.sort((a, b) => a.name.localeCompare(b.name)), nextCursor: null }
}
