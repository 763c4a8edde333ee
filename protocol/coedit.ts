import { z } from 'zod'
import { line, page, pageQuery, Time } from './common.ts'
import { del, get, patch, post } from './contract.ts'
import { CommentId, DocumentId, PostingId, SuggestionId, UserId, VersionId } from './ids.ts'

/** What somebody may do in a document: `suggest` is reading, commenting and suggesting. */
export const DocumentAccess = z.enum(['write', 'suggest', 'read'])
export type DocumentAccess = z.infer<typeof DocumentAccess>

/**
 * Why a connection to a document was closed. The stock client stays away after 4400 to 4499 and comes back by itself
 * after the others.
 */
export const closeCodes = {
  malformed: 4400,
  notSignedIn: 4401,
  forbidden: 4403,
  notFound: 4404,
  tooLarge: 4413,
  tooMany: 4429,
  stopping: 1012,
  storeStalled: 4503,
} as const

export const VersionKind = z.enum(['automatic', 'named', 'published', 'restored'])
export type VersionKind = z.infer<typeof VersionKind>

/** A state of the document that was kept. */
export const Version = z.object({
  id: VersionId,
  kind: VersionKind,
  /** Null: it was kept without a name. */
  name: z.string().nullable(),
  /** Who wrote since the version before; null: nobody is known. */
  by: z.array(UserId).nullable(),
  at: Time,
  /** Of a restored one: which version it brought back. */
  from: VersionId.nullable(),
})
export type Version = z.infer<typeof Version>

/** A place in the text: base64 of Yjs' `encodeRelativePosition`, so that it moves with the text around it. */
const Position = z
  .string()
  .max(2000)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'Use base64 of an encoded relative position.')
export const Anchor = z.strictObject({ from: Position, to: Position })
export type Anchor = z.infer<typeof Anchor>

const Quote = z.string().min(1, 'Choose some text first.').max(2000)
const Body = line(5000)

const Reply = z.object({ id: z.string(), by: UserId, body: z.string(), at: Time })

/** A remark pinned to a piece of the text. */
export const Comment = z.object({
  id: CommentId,
  anchor: Anchor,
  /** The text it was pinned to, as it read then. */
  quote: z.string(),
  body: z.string(),
  by: UserId,
  at: Time,
  replies: z.array(Reply),
  /** Who settled it; null: it is open. */
  resolvedBy: UserId.nullable(),
  version: z.number(),
})
export type Comment = z.infer<typeof Comment>

export const SuggestionState = z.enum(['pending', 'accepted', 'rejected', 'withdrawn'])
export type SuggestionState = z.infer<typeof SuggestionState>

/** Other words for a piece of the text, proposed by somebody who may only suggest, or who rather asks. */
export const Suggestion = z.object({
  id: SuggestionId,
  anchor: Anchor,
  quote: z.string(),
  replacement: z.string(),
  note: z.string().nullable(),
  by: UserId,
  at: Time,
  state: SuggestionState,
  decidedBy: UserId.nullable(),
  /** Why it was rejected. */
  reason: z.string().nullable(),
  version: z.number(),
})
export type Suggestion = z.infer<typeof Suggestion>

const document = '/employers/:employerId/documents/:documentId'
/** What the call needs beyond that is decided by the kind of document. */
const access = { may: 'posting.read' } as const

export const endpoints = {
  issueTicket: post('/tickets', {
    summary: 'A ticket that stands for my session for a minute, as `?ticket=` of a document’s connection.',
    access: 'signed-in',
    result: z.object({ ticket: z.string(), expiresAt: Time }),
    status: 201,
  }),
  readDocument: get(document, {
    summary: 'A co-edited document: its text as HTML, what I may do in it, and with `include=state` its Yjs state.',
    access,
    query: z.strictObject({ include: z.literal('state').optional() }),
    result: z.object({
      documentId: DocumentId,
      access: DocumentAccess,
      html: z.string(),
      /** Base64 of an update that holds everything. */
      state: z.string().optional(),
    }),
  }),
  listVersions: get(`${document}/versions`, {
    summary: 'Versions of a document, newest first.',
    access,
    query: z.strictObject(pageQuery),
    result: page(Version),
  }),
  saveVersion: post(`${document}/versions`, {
    summary: 'Keep the document as it is now, under a name.',
    access,
    body: z.strictObject({ name: line(120) }),
    result: Version,
    status: 201,
  }),
  readVersion: get(`${document}/versions/:versionId`, {
    summary: 'A version and its text as HTML.',
    access,
    result: Version.extend({ html: z.string() }),
  }),
  restoreVersion: post(`${document}/versions/:versionId/restore`, {
    summary: 'Bring a version back as a new edit; the state before it is kept as a version too.',
    access,
    result: Version,
  }),
  listComments: get(`${document}/comments`, {
    summary: 'Comments on a document, newest first.',
    access,
    query: z.strictObject(pageQuery),
    result: page(Comment),
  }),
  addComment: post(`${document}/comments`, {
    summary: 'Comment on a piece of the text.',
    access,
    body: z.strictObject({ anchor: Anchor, quote: Quote, body: Body }),
    result: Comment,
    status: 201,
  }),
  replyToComment: post(`${document}/comments/:commentId/replies`, {
    summary: 'Answer a comment.',
    access,
    body: z.strictObject({ body: Body }),
    result: Comment,
    status: 201,
  }),
  resolveComment: patch(`${document}/comments/:commentId`, {
    summary: 'Say that a comment is settled, or open again.',
    access,
    body: z.strictObject({ resolved: z.boolean() }),
    result: Comment,
    versioned: true,
  }),
  deleteComment: del(`${document}/comments/:commentId`, {
    summary: 'Remove a comment: its author, or whoever may write.',
    access,
  }),
  listSuggestions: get(`${document}/suggestions`, {
    summary: 'Suggestions for a document, newest first.',
    access,
    query: z.strictObject({ ...pageQuery, state: SuggestionState.optional() }),
    result: page(Suggestion),
  }),
  addSuggestion: post(`${document}/suggestions`, {
    summary: 'Propose other words for a piece of the text.',
    access,
    body: z.strictObject({
      anchor: Anchor,
      quote: Quote,
      replacement: z.string().max(5000),
      note: z.string().trim().max(1000).optional(),
    }),
    result: Suggestion,
    status: 201,
  }),
  acceptSuggestion: post(`${document}/suggestions/:suggestionId/accept`, {
    summary:
      'Put the suggested words into the text; 409 `suggestion-stale` when the quoted words are not there any more.',
    access,
    result: Suggestion,
  }),
  rejectSuggestion: post(`${document}/suggestions/:suggestionId/reject`, {
    summary: 'Decide against a suggestion.',
    access,
    body: z.strictObject({ reason: z.string().trim().max(1000).optional() }),
    result: Suggestion,
  }),
  withdrawSuggestion: post(`${document}/suggestions/:suggestionId/withdraw`, {
    summary: 'Take back a suggestion of mine.',
    access,
    result: Suggestion,
  }),
}

/** What happened to something of a document. `jobId`: of the posting it belongs to; null: none. */
const about = { documentId: DocumentId, jobId: PostingId.nullable() }
const VersionEntry = z.object({ ...about, id: VersionId, kind: VersionKind })

/** Journal entries of this feature: ids and states only. */
export const entries = {
  'document.version-saved': VersionEntry,
  'document.restored': VersionEntry,
  'document.comment-changed': z.object({
    ...about,
    id: CommentId,
    state: z.enum(['open', 'resolved', 'deleted']),
    version: z.number(),
  }),
  'document.suggestion-changed': z.object({
    ...about,
    id: SuggestionId,
    state: SuggestionState,
    version: z.number(),
  }),
}
