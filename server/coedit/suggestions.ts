import { type Anchor, type endpoints, Suggestion, type SuggestionState } from '#protocol/coedit'
import type { Page } from '#protocol/common'
import { SuggestionId } from '#protocol/ids'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { HandlerRun, Input } from '../http/bind.ts'
import { byUser } from '../journal/actors.ts'
import { untilCurrent } from '../journal/conflict.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { pageByNewest } from '../store/page.ts'
import { type Scope, within } from '../store/scope.ts'
import { admitTo, type DocumentParts } from './access.ts'
import { checkAnchor, replaceWords } from './anchors.ts'
import { tell } from './entries.ts'
import type { Found } from './kinds.ts'
import { editsOf } from './repository.ts'

interface SuggestionRecord {
  _id: string
  documentId: string
  anchor: Anchor
  quote: string
  replacement: string
  note: string | null
  by: string
  at: Date
  state: SuggestionState
  decidedBy: string | null
  reason: string | null
  version: number
}

const suggestionRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<SuggestionRecord>('document_suggestions')

type Inputs<Name extends keyof typeof endpoints> = Input<(typeof endpoints)[Name]>

async function suggestionOf(scope: Scope, documentId: string, suggestionId: string): Promise<SuggestionRecord> {
  const found = await suggestionRows(scope).findOne({ _id: suggestionId, documentId }, within(scope))
  if (!found) throw new AppError('not-found', 'There is no such suggestion.')
  return found
}

export const listSuggestions =
  (parts: DocumentParts) =>
  async (
    scope: Scope,
    member: Member,
    { documentId, query }: Pick<Inputs<'listSuggestions'>, 'documentId' | 'query'>,
  ): Promise<Page<Suggestion>> => {
    await admitTo(parts, scope, member, documentId, 'read')
    const filter = { documentId, ...(query.state ? { state: query.state } : {}) }
    const { items, nextCursor } = await pageByNewest(scope, suggestionRows(scope), filter, query)
    return { items: items.map(present), nextCursor }
  }

export const addSuggestion =
  (parts: DocumentParts) =>
  async (
    tx: Tx,
    member: Member,
    { documentId, body }: Pick<Inputs<'addSuggestion'>, 'documentId' | 'body'>,
  ): Promise<Suggestion> => {
    const { found } = await admitTo(parts, tx, member, documentId, 'suggest')
    checkAnchor(body.anchor)
    const { anchor, quote, replacement, note = null } = body
    const suggestion: SuggestionRecord = {
      ...{ _id: newId(tx.now.getTime()), documentId, anchor, quote, replacement, note },
      ...{ by: member.userId, at: tx.now, state: 'pending', decidedBy: null, reason: null, version: 1 },
    }
    await suggestionRows(tx).insertOne(suggestion, within(tx))
    tellChanged(tx, member, found, suggestion)
    return present(suggestion)
  }

/** The change of the text and the decision are one transaction. */
export const acceptSuggestion =
  (parts: DocumentParts): HandlerRun<typeof endpoints.acceptSuggestion> =>
  async (member, { documentId, suggestionId }, _context, once) => {
    const { coedit, scope } = parts
    await admitTo(parts, scope(), member, documentId, 'write')
    const { anchor, quote, replacement } = await suggestionOf(scope(), documentId, suggestionId)
    return untilCurrent(async () => {
      // Stale by now is this very request, when it was answered before: then its first answer is given again.
      const drafted = await coedit
        .draft(documentId, (doc) => replaceWords(doc, anchor, quote, replacement))
        .then(
          (draft) => ({ draft }),
          (error: unknown) => ({ error }),
        )
      return once([feedOf(member.employerId), editsOf(documentId)], async (tx, member) => {
        await admitTo(parts, tx, member, documentId, 'write')
        const suggestion = await decide(parts, tx, member, { documentId, suggestionId }, 'accepted', null)
        if ('error' in drafted) throw drafted.error
        coedit.write(tx, documentId, member, drafted.draft)
        return suggestion
      })
    })
  }

export const rejectSuggestion =
  (parts: DocumentParts) =>
  async (
    tx: Tx,
    member: Member,
    input: Pick<Inputs<'rejectSuggestion'>, 'documentId' | 'suggestionId' | 'body'>,
  ): Promise<Suggestion> => {
    await admitTo(parts, tx, member, input.documentId, 'write')
    return decide(parts, tx, member, input, 'rejected', input.body.reason ?? null)
  }

export const withdrawSuggestion =
  (parts: DocumentParts) =>
  async (
    tx: Tx,
    member: Member,
    input: Pick<Inputs<'withdrawSuggestion'>, 'documentId' | 'suggestionId'>,
  ): Promise<Suggestion> => {
    await admitTo(parts, tx, member, input.documentId, 'suggest')
    const { by } = await suggestionOf(tx, input.documentId, input.suggestionId)
    if (by !== member.userId) throw new AppError('forbidden', 'Only who made a suggestion takes it back.')
    return decide(parts, tx, member, input, 'withdrawn', null)
  }

/** @throws {AppError} `suggestion-closed` when it was decided before */
async function decide(
  parts: DocumentParts,
  tx: Tx,
  member: Member,
  { documentId, suggestionId }: { documentId: string; suggestionId: string },
  state: SuggestionState,
  reason: string | null,
): Promise<Suggestion> {
  const found = await parts.coedit.kinds.find(tx, documentId)
  const suggestion = await suggestionOf(tx, documentId, suggestionId)
  if (!found || suggestion.state !== 'pending') {
    throw new AppError('suggestion-closed', `This suggestion was ${suggestion.state} before.`)
  }
  const decided = { ...suggestion, state, reason, decidedBy: member.userId, version: suggestion.version + 1 }
  await suggestionRows(tx).replaceOne({ _id: suggestionId }, decided, within(tx))
  tellChanged(tx, member, found, decided)
  return present(decided)
}

function tellChanged(
  tx: Tx,
  member: Member,
  found: Found,
  { _id, documentId, state, version }: SuggestionRecord,
): void {
  const data = { id: SuggestionId.parse(_id), state, version }
  tell(tx, 'document.suggestion-changed', documentId, found, data, byUser(member))
}

const present = ({ _id, documentId: _document, at, ...suggestion }: SuggestionRecord): Suggestion =>
  Suggestion.parse({ ...suggestion, id: _id, at: at.toISOString() })
