import { endpoints } from '#protocol/candidates'
import type { ResumeParts } from '../candidates/resumes/receive-resume.ts'
import { onlyLooks } from '../http/actor.ts'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Scope } from '../store/scope.ts'
import { openFile, presentBlind, presentFile } from './candidate-view.ts'
import { findDuplicates, mergeCandidates, partCandidate } from './duplicates.ts'
import { markViewed } from './mark-viewed.ts'
import { addNote, deleteNote, editNote, listNotes } from './notes.ts'
import { resumeRoutes } from './resumes.ts'
import { revealCandidate } from './reveal-candidate.ts'
import { setTags } from './set-tags.ts'

type ReviewParts = ResumeParts & { readonly scope: () => Scope; readonly journal: SharedJournal }

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function reviewRoutes(bind: Bind, parts: ReviewParts): void {
  const { scope, journal } = parts
  bind.handle(endpoints.readCandidate, async (member, { candidateId }) => {
    const file = await openFile(scope(), member, candidateId)
    const isNew =
      !onlyLooks(member) && member.role !== 'consultant' && file.visible.some(({ viewedAt }) => viewedAt === null)
    const read = isNew
      ? await journal.for(member).commit([feedOf(member.employerId)], (tx) => markViewed(tx, member, candidateId))
      : file
    return presentFile(scope(), member, read)
  })
  bind.command(endpoints.revealCandidate, feed, revealCandidate)
  bind.query(endpoints.previewCandidate, async (scope, member, { candidateId }) =>
    presentBlind(scope, await openFile(scope, member, candidateId)),
  )
  bind.query(endpoints.listNotes, listNotes)
  bind.command(endpoints.addNote, feed, addNote)
  bind.command(endpoints.editNote, feed, editNote)
  bind.command(endpoints.deleteNote, feed, deleteNote)
  bind.command(endpoints.setTags, feed, setTags)
  bind.query(endpoints.findDuplicates, findDuplicates)
  bind.command(endpoints.mergeCandidates, feed, mergeCandidates)
  bind.command(endpoints.partCandidate, feed, partCandidate)
  resumeRoutes(bind, parts)
}
