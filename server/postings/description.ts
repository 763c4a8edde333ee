import * as Y from 'yjs'
import type { Coedit, Seen } from '../coedit/coedit.ts'
import { editsOf } from '../coedit/repository.ts'
import { fromHtml, patchFromHtml, toHtml } from '../coedit/rich-text/html.ts'
import { keepVersion } from '../coedit/versions.ts'
import type { Member } from '../http/actor.ts'
import { bySystem } from '../journal/actors.ts'
import { feedOf, type Stream } from '../journal/entry.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import { unasked } from '../request-id.ts'
import type { Scope } from '../store/scope.ts'
import { sanitize, withDescription } from './content.ts'
import { tell } from './entries.ts'
import { type PostingRecord, postingRows, postings } from './repository.ts'

/** What a posting's document says at the moment. */
export interface Description {
  readonly html: string
  /** Keeps it as a version of the document: this is what the public reads from now on. */
  keepPublished(tx: Tx, member: Member): Promise<void>
}

/** What it will say with the change that a request asks for. */
export interface DraftedDescription {
  readonly html: string
  /** Puts the change into the transaction, which names `streams`. */
  write(tx: Tx, member: Member): void
}

/** The description of a posting is its document; the record keeps a copy for lists and for the public. */
export interface Descriptions {
  /** Null: the posting has no document, since it lies in the bin or is not this employer's. */
  read(member: Member, jobId: string): Promise<Description | null>
  /** The same of a posting that was just read, and is not in the bin. */
  of(posting: Described): Promise<Description>
  /** The change that makes it say this; what others write meanwhile merges with it. */
  draft(member: Member, jobId: string, html: string): Promise<DraftedDescription | null>
  /** What a command that writes a drafted description writes to, beside the feed. */
  streams(jobId: string): readonly Stream[]
  /** Brings the record's copy to what the document says. */
  follow(jobId: string): Promise<void>
}

type Described = Pick<PostingRecord, '_id' | 'employerId' | 'description'>

const documentOf = (jobId: string): string => `posting:${jobId}`

/** A document that nobody has written to yet, as it will begin. */
function unwritten({ _id, employerId, description }: Described): Seen {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, fromHtml(description))
  return { found: { employerId, jobId: _id }, doc, contributors: new Map() }
}

export function createDescriptions(parts: {
  readonly coedit: Pick<Coedit, 'compute' | 'look' | 'draft' | 'write' | 'kinds'>
  readonly journal: SharedJournal
  readonly scope: () => Scope
}): Descriptions {
  const { coedit, journal, scope } = parts

  const isOf = async ({ employerId }: Member, jobId: string): Promise<boolean> =>
    (await coedit.kinds.find(scope(), documentOf(jobId)))?.employerId === employerId

  const textOf = (jobId: string): Promise<string> => coedit.compute(documentOf(jobId), toHtml)

  /** Answers whether the copy says what the document said. */
  async function copy(jobId: string): Promise<boolean> {
    const posting = await postingRows(scope()).findOne({ _id: jobId, deletedAt: null })
    if (!posting) return true
    const html = await textOf(jobId)
    if (html === posting.description) return true
    await journal.for(unasked).commit([feedOf(posting.employerId)], async (tx) => {
      const before = await postings.get(tx, posting.employerId, jobId)
      const after = withDescription(before, html)
      await postings.replace(tx, after)
      // Typing is told by the document itself; the feed learns what it means for the posting.
      if (after.hasUnpublishedChanges !== before.hasUnpublishedChanges) {
        tell(tx, 'posting.text-changed', after, bySystem)
      }
    })
    return false
  }

  async function of(posting: Described): Promise<Description> {
    const documentId = documentOf(posting._id)
    // Whoever writes in a document opens a lane first, which its first stream tells of for ever. Where nothing is told,
    // the document is what it begins with, and need not be opened.
    const isUnwritten = (await journal.head(editsOf(documentId))) === 0
    const seen = isUnwritten ? null : await coedit.look(documentId)
    return {
      html: seen ? toHtml(seen.doc) : posting.description,
      keepPublished: async (tx, { userId }) => {
        await keepVersion(tx, documentId, seen ?? unwritten(posting), { kind: 'published', name: null, userId })
      },
    }
  }

  return {
    of,
    read: async ({ employerId }, jobId) => {
      const fields = { projection: { employerId: 1, description: 1 } }
      const posting = await postingRows(scope()).findOne({ _id: jobId, employerId, deletedAt: null }, fields)
      return posting && of(posting)
    },
    draft: async (member, jobId, wanted) => {
      if (!(await isOf(member, jobId))) return null
      let html = ''
      const draft = await coedit.draft(documentOf(jobId), (doc) => {
        patchFromHtml(doc, sanitize(wanted))
        html = toHtml(doc)
      })
      return {
        html,
        write: (tx, by) => coedit.write(tx, documentOf(jobId), by, draft),
      }
    },
    streams: (jobId) => [editsOf(documentOf(jobId))],
    // Another node may have copied an older text after a newer one: whoever copies looks again.
    follow: async (jobId) => {
      for (let round = 0; round < mostRounds && !(await copy(jobId)); round++);
    },
  }
}

/** While people type, the text is another one at each look; the next pause looks again. */
const mostRounds = 3
