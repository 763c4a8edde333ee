import { endpoints } from '#protocol/candidates'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Scope } from '../store/scope.ts'
import { openFile, presentFile } from './candidate-view.ts'
import { markViewed } from './mark-viewed.ts'
import { revealCandidate } from './reveal-candidate.ts'

export function reviewRoutes(bind: Bind, { scope, journal }: { scope: () => Scope; journal: Journal }): void {
  bind.handle(endpoints.readCandidate, async (member, { candidateId }) => {
    const file = await openFile(scope(), member, candidateId)
    const isNew = member.role !== 'consultant' && file.visible.some(({ viewedAt }) => viewedAt === null)
    const read = isNew
      ? await journal.commit([feedOf(member.employerId)], (tx) => markViewed(tx, member, candidateId))
      : file
    return presentFile(scope(), member, read)
  })
  bind.command(endpoints.revealCandidate, ({ employerId }) => [feedOf(employerId)], revealCandidate)
}
