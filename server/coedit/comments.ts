import { type Anchor, Comment, type endpoints } from '#protocol/coedit'
import type { Page } from '#protocol/common'
import { CommentId } from '#protocol/ids'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { pageByNewest } from '../store/page.ts'
import { type Scope, within } from '../store/scope.ts'
import { type Admitted, admitTo, type DocumentParts } from './access.ts'
import { checkAnchor } from './anchors.ts'
import { tell } from './entries.ts'

interface CommentRecord {
  _id: string
  documentId: string
  anchor: Anchor
  quote: string
  body: string
  by: string
  at: Date
  replies: { id: string; by: string; body: string; at: Date }[]
  resolvedBy: string | null
  version: number
}

const mostReplies = 200

const commentRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<CommentRecord>('document_comments')

type InputOf<Name extends keyof typeof endpoints, Field extends keyof Input<(typeof endpoints)[Name]>> = Pick<
  Input<(typeof endpoints)[Name]>,
  Field
>

async function commentOf(scope: Scope, documentId: string, commentId: string): Promise<CommentRecord> {
  const found = await commentRows(scope).findOne({ _id: commentId, documentId }, within(scope))
  if (!found) throw new AppError('not-found', 'There is no such comment.')
  return found
}

export const listComments =
  (parts: DocumentParts) =>
  async (
    scope: Scope,
    member: Member,
    { documentId, query }: InputOf<'listComments', 'documentId' | 'query'>,
  ): Promise<Page<Comment>> => {
    await admitTo(parts, scope, member, documentId, 'read')
    const { items, nextCursor } = await pageByNewest(scope, commentRows(scope), { documentId }, query)
    return { items: items.map(present), nextCursor }
  }

export const addComment =
  (parts: DocumentParts) =>
  async (
    tx: Tx,
    member: Member,
    { documentId, body }: InputOf<'addComment', 'documentId' | 'body'>,
  ): Promise<Comment> => {
    const admitted = await admitTo(parts, tx, member, documentId, 'suggest')
    checkAnchor(body.anchor)
    const at = tx.now
    const comment: CommentRecord = {
      ...{ _id: newId(at.getTime()), documentId, ...body, by: member.userId, at },
      ...{ replies: [], resolvedBy: null, version: 1 },
    }
    await commentRows(tx).insertOne(comment, within(tx))
    return tellChanged(tx, member, admitted, comment)
  }

export const replyToComment =
  (parts: DocumentParts) =>
  async (
    tx: Tx,
    member: Member,
    { documentId, commentId, body }: InputOf<'replyToComment', 'documentId' | 'commentId' | 'body'>,
  ): Promise<Comment> => {
    const admitted = await admitTo(parts, tx, member, documentId, 'suggest')
    const comment = await commentOf(tx, documentId, commentId)
    if (comment.replies.length >= mostReplies) {
      throw new AppError('conflict', `A comment has at most ${mostReplies} replies. Write a new comment.`)
    }
    const reply = { id: newId(tx.now.getTime()), by: member.userId, body: body.body, at: tx.now }
    return change(tx, member, admitted, comment, { replies: [...comment.replies, reply] })
  }

export const resolveComment =
  (parts: DocumentParts) =>
  async (
    tx: Tx,
    member: Member,
    input: InputOf<'resolveComment', 'documentId' | 'commentId' | 'body' | 'ifVersion'>,
  ): Promise<Comment> => {
    const { documentId, commentId, body, ifVersion } = input
    const admitted = await admitTo(parts, tx, member, documentId, 'suggest')
    const comment = await commentOf(tx, documentId, commentId)
    expectVersion(comment, ifVersion)
    return change(tx, member, admitted, comment, { resolvedBy: body.resolved ? member.userId : null })
  }

export const deleteComment =
  (parts: DocumentParts) =>
  async (
    tx: Tx,
    member: Member,
    { documentId, commentId }: InputOf<'deleteComment', 'documentId' | 'commentId'>,
  ): Promise<undefined> => {
    const { found, access } = await admitTo(parts, tx, member, documentId, 'suggest')
    const comment = await commentOf(tx, documentId, commentId)
    if (access !== 'write' && comment.by !== member.userId) {
      throw new AppError('forbidden', 'Only its author, or whoever may write the document, removes a comment.')
    }
    await commentRows(tx).deleteOne({ _id: commentId }, within(tx))
    const data = { id: CommentId.parse(commentId), state: 'deleted', version: comment.version + 1 } as const
    tell(tx, 'document.comment-changed', documentId, found, data, byUser(member))
  }

async function change(
  tx: Tx,
  member: Member,
  admitted: Admitted,
  comment: CommentRecord,
  changes: Partial<CommentRecord>,
): Promise<Comment> {
  const changed = { ...comment, ...changes, version: comment.version + 1 }
  await commentRows(tx).replaceOne({ _id: comment._id }, changed, within(tx))
  return tellChanged(tx, member, admitted, changed)
}

function tellChanged(tx: Tx, member: Member, { found }: Admitted, comment: CommentRecord): Comment {
  const { _id, documentId, resolvedBy, version } = comment
  const state = resolvedBy === null ? 'open' : 'resolved'
  const data = { id: CommentId.parse(_id), state, version } as const
  tell(tx, 'document.comment-changed', documentId, found, data, byUser(member))
  return present(comment)
}

const present = ({ _id, documentId: _document, at, replies, ...comment }: CommentRecord): Comment =>
  Comment.parse({
    ...comment,
    id: _id,
    at: at.toISOString(),
    replies: replies.map((reply) => ({ ...reply, at: reply.at.toISOString() })),
  })
