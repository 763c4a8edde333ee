import type { endpoints, Note } from '#protocol/candidates'
import { NoteId, UserId } from '#protocol/ids'
import { AppError } from '../app-error.ts'
import { type NoteRecord, notes, rewritten } from '../candidates/notes.ts'
import { refuseErased } from '../candidates/refuse-erased.ts'
import type { Member } from '../http/actor.ts'
import type { CommandRun, QueryRun } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { newId } from '../store/ids.ts'
import { blindText, type CandidateFile, knowsAll, openFileFor } from './candidate-view.ts'
import { touchFile } from './touch-file.ts'

// Notes are read by those who decide, and not by interviewers: whoever scores has their own judgement first.

export const listNotes: QueryRun<typeof endpoints.listNotes> = async (scope, member, { candidateId }) => {
  const file = await openFileFor(scope, member, candidateId, 'candidate.annotate')
  const found = await notes.of(
    scope,
    [file.candidate, ...file.kin].map(({ _id }) => _id),
  )
  return { items: found.map((note) => present(note, file, member)) }
}

export const addNote: CommandRun<typeof endpoints.addNote> = async (tx, member, { candidateId, body }) => {
  const file = await openFileFor(tx, member, candidateId, 'candidate.annotate')
  refuseErased(file.candidate)
  const { employerId, userId: authorId } = member
  const note: NoteRecord = {
    _id: newId(tx.now.getTime()),
    ...{ employerId, candidateId, authorId, text: body.text, at: tx.now },
    editedBy: null,
    version: 1,
  }
  await notes.insert(tx, note)
  await touchFile(tx, member, file, { what: 'notes', action: 'note.added' })
  return present(note, file, member)
}

export const editNote: CommandRun<typeof endpoints.editNote> = async (tx, member, input) => {
  const { candidateId, noteId, body, ifVersion } = input
  const file = await openFileFor(tx, member, candidateId, 'candidate.annotate')
  const before = await notes.get(tx, candidateId, noteId)
  expectVersion(before, ifVersion)
  // What somebody blind was shown has gaps: written back, they would take the place of what they hide.
  if (body.text.includes('▇')) {
    throw new AppError('conflict', 'Parts of this note are withheld from you. Add a note of your own instead.')
  }
  if (body.text === before.text) return present(before, file, member)
  const after = rewritten(before, { text: body.text, by: member.userId, at: tx.now })
  await notes.replace(tx, after)
  await touchFile(tx, member, file, { what: 'notes', action: 'note.edited' })
  return present(after, file, member)
}

export const deleteNote: CommandRun<typeof endpoints.deleteNote> = async (tx, member, input) => {
  const { candidateId, noteId, ifVersion } = input
  const file = await openFileFor(tx, member, candidateId, 'candidate.annotate')
  expectVersion(await notes.get(tx, candidateId, noteId), ifVersion)
  await notes.remove(tx, noteId)
  await touchFile(tx, member, file, { what: 'notes', action: 'note.deleted' })
  return undefined
}

function present(note: NoteRecord, file: CandidateFile, member: Member): Note {
  const shown = knowsAll(file, member) ? (text: string) => text : (text: string) => blindText(file, text)
  return {
    id: NoteId.parse(note._id),
    text: shown(note.text),
    authorId: UserId.parse(note.authorId),
    at: note.at.toISOString(),
    editedBy: note.editedBy === null ? null : UserId.parse(note.editedBy),
    before: (note.before ?? []).map(({ text, by, at }) => ({
      text: shown(text),
      by: UserId.parse(by),
      at: at.toISOString(),
    })),
    version: note.version,
  }
}
