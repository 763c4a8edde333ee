import { z } from 'zod'
import { Application } from './applications.ts'
import { line, Time } from './common.ts'
import { del, get, patch, post, put } from './contract.ts'
import { CandidateId, NoteId, ResumeId, UserId } from './ids.ts'

/** Who the candidate is: answered only to those it was revealed to. */
export const Identity = z.object({ name: z.string(), email: z.string(), phone: z.string().nullable() })

/** A résumé as a file. Its text is part of the application's; the original is for those the candidate was revealed to. */
export const Resume = z.object({
  id: ResumeId,
  /** Tells mostly who it is: null while blind. */
  name: z.string().nullable(),
  contentType: z.string(),
  /** In bytes. */
  size: z.number(),
  /** The member who added it; null: the candidate. */
  addedBy: UserId.nullable(),
  at: Time,
})
export type Resume = z.infer<typeof Resume>

/** What somebody of the team noted; redacted while the candidate is not revealed to the reader. */
export const Note = z.object({
  id: NoteId,
  text: z.string(),
  authorId: UserId,
  at: Time,
  editedBy: UserId.nullable(),
  /** How it read before, the newest first: the last fifty; redacted alike. `by`, `at`: who changed it from that, and when. */
  before: z.array(z.object({ text: z.string(), by: UserId, at: Time })),
  version: z.number(),
})
export type Note = z.infer<typeof Note>

/** Why two candidates may be one person: the rules are in `docs/SPEC.md` (PROF). */
export const Likeness = z.enum(['address', 'phone', 'name-and-text'])
export type Likeness = z.infer<typeof Likeness>

export const Candidate = z.object({
  id: CandidateId,
  /** Code name such as `Amber Heron · 7F`, the same for everyone at the employer. */
  code: z.string(),
  revealed: z.boolean(),
  identity: Identity.nullable(),
  applications: z.array(
    Application.extend({
      jobTitle: z.string(),
      /** Redacted while the candidate is not revealed to the reader. */
      resumeText: z.string().nullable(),
      answers: z.array(z.object({ question: z.string(), answer: z.string() })),
      /** The newest first. */
      resumes: z.array(Resume),
    }),
  ),
  /** Everybody the identity was revealed to: marked for ever. */
  reveals: z.array(z.object({ userId: UserId, at: Time, reason: z.string() })),
  /** Short marks by the team; redacted while the candidate is not revealed to the reader. */
  tags: z.array(z.string()),
  /** Since when nobody can say who it was: the candidate had their data deleted. Null: they did not. */
  erasedAt: Time.nullable(),
  /** Candidates that are the same person: their applications are among these, and a reveal reveals them too. */
  sameAs: z.array(z.object({ id: CandidateId, code: z.string(), identity: Identity.nullable() })),
  version: z.number(),
})
export type Candidate = z.infer<typeof Candidate>

const NoteText = z.strictObject({ text: z.string().trim().min(1, 'Write something first.').max(10_000) })

export const endpoints = {
  readCandidate: get('/employers/:employerId/candidates/:candidateId', {
    summary: 'A candidate, blind unless revealed to the person who asks.',
    access: { may: 'pipeline.read' },
    result: Candidate,
    versioned: true,
  }),
  revealCandidate: post('/employers/:employerId/candidates/:candidateId/reveal', {
    summary: 'Reveal who the candidate is to the person who asks; the reason is logged for ever.',
    access: { may: 'identity.reveal' },
    body: z.strictObject({
      reason: z.string().trim().min(3, 'Say in a few words why the identity is needed.').max(500),
    }),
    result: Candidate,
    versioned: true,
  }),
  previewCandidate: get('/employers/:employerId/candidates/:candidateId/preview', {
    summary: 'The candidate as others see them: blind, also for those they were revealed to.',
    access: { may: 'pipeline.read' },
    result: Candidate,
    versioned: true,
  }),
  addResume: post('/employers/:employerId/applications/:applicationId/resumes', {
    summary: 'Add a résumé (PDF, DOCX or text, at most 10 MiB) that the candidate sent by another way.',
    access: { may: 'application.move' },
    query: z.strictObject({ name: z.string().trim().min(1).max(200).default('resume') }),
    bytes: { most: 10 * 1024 * 1024 },
    result: z.object({ id: ResumeId }),
    status: 201,
  }),
  downloadResume: get('/employers/:employerId/candidates/:candidateId/resumes/:resumeId', {
    summary: 'The original file, for those the candidate was revealed to; each download is logged.',
    access: { may: 'identity.reveal' },
    download: true,
    status: 200,
  }),
  listNotes: get('/employers/:employerId/candidates/:candidateId/notes', {
    summary: 'Notes of the team on a candidate, newest first (at most 500).',
    access: { may: 'candidate.annotate' },
    result: z.object({ items: z.array(Note) }),
  }),
  addNote: post('/employers/:employerId/candidates/:candidateId/notes', {
    summary: 'Note something on a candidate.',
    access: { may: 'candidate.annotate' },
    body: NoteText,
    result: Note,
    status: 201,
    versioned: true,
  }),
  editNote: patch('/employers/:employerId/candidates/:candidateId/notes/:noteId', {
    summary: 'Change a note: it belongs to the team, and says who changed it.',
    access: { may: 'candidate.annotate' },
    body: NoteText,
    result: Note,
    versioned: true,
  }),
  deleteNote: del('/employers/:employerId/candidates/:candidateId/notes/:noteId', {
    summary: 'Delete a note; the audit log keeps who did, not the text.',
    access: { may: 'candidate.annotate' },
    versioned: true,
  }),
  setTags: put('/employers/:employerId/candidates/:candidateId/tags', {
    summary: 'Replace the tags of a candidate; the same tag in another case is one.',
    access: { may: 'candidate.annotate' },
    body: z.strictObject({ tags: z.array(line(40)).max(20, 'At most 20 tags.') }),
    result: Candidate,
    versioned: true,
  }),
  findDuplicates: get('/employers/:employerId/candidates/:candidateId/duplicates', {
    summary: 'Candidates who may be the same person, and why.',
    access: { may: 'candidate.merge' },
    result: z.object({
      items: z.array(
        z.object({
          id: CandidateId,
          code: z.string(),
          name: z.string().nullable(),
          because: z.array(Likeness),
          applications: z.number(),
        }),
      ),
    }),
  }),
  mergeCandidates: post('/employers/:employerId/candidates/:candidateId/merge', {
    summary: 'Say that two candidates are one person. Nothing is lost: it can be undone.',
    access: { may: 'candidate.merge' },
    body: z.strictObject({ otherId: CandidateId }),
    result: Candidate,
    versioned: true,
  }),
  partCandidate: post('/employers/:employerId/candidates/:candidateId/part', {
    summary: 'Say that this candidate is somebody else than those it was merged with.',
    access: { may: 'candidate.merge' },
    result: Candidate,
    versioned: true,
  }),
}

export const entries = {
  /** Something of the candidate's file changed: read it again. */
  'candidate.updated': z.object({
    candidateId: CandidateId,
    jobIds: z.array(z.string()),
    what: z.enum(['resume', 'notes', 'tags', 'merged', 'parted']),
    version: z.number(),
  }),
  /** `jobIds`: the postings this candidate applied for, which decide who may know. */
  'candidate.revealed': z.object({
    candidateId: CandidateId,
    userId: UserId,
    jobIds: z.array(z.string()),
    version: z.number(),
  }),
}
