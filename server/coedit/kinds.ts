import type * as Y from 'yjs'
import type { DocumentAccess } from '#protocol/coedit'
import type { Member } from '../http/actor.ts'
import type { Scope } from '../store/scope.ts'
import { toHtml } from './rich-text/html.ts'

/** Where a document belongs. */
export interface Found {
  readonly employerId: string
  /** The job by which rights are narrowed; null: none. */
  readonly jobId: string | null
}

/** What a feature says of its documents, such as `posting:{jobId}`. */
export interface DocumentKind<Its extends Found = Found> {
  /** The part of the id before the first colon. */
  readonly kind: string
  /** @param key the part of the id after it. Null: there is no such document */
  find(scope: Scope, key: string): Promise<Its | null>
  /** By what was found a moment ago. Null: the document does not exist for this member. */
  access(member: Member, found: Its, key: string): DocumentAccess | null
  /** The first content of a document that was never stored; null: it begins empty. */
  first?(scope: Scope, key: string): Promise<Uint8Array | null>
  /** Of a document that holds more than the text: all of it as HTML. Left out: the text alone. */
  html?(doc: Y.Doc): string
  /** Of such a document: brings the rest back, too, as it was in an old state. */
  restore?(doc: Y.Doc, old: Y.Doc): void
  /** Told about a second after durable edits of this node, every five seconds at most, so that derived state follows. */
  changed?(documentId: string): Promise<void>
}

/** All kinds of documents. */
export interface Kinds {
  find(scope: Scope, documentId: string): Promise<Found | null>
  access(member: Member, found: Found, documentId: string): DocumentAccess | null
  first(scope: Scope, documentId: string): Promise<Uint8Array | null>
  html(documentId: string, doc: Y.Doc): string
  restore(documentId: string, doc: Y.Doc, old: Y.Doc): void
  changed(documentId: string): Promise<void>
}

export function createKinds(kinds: readonly DocumentKind[]): Kinds {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]))
  const parse = (documentId: string) => {
    const at = documentId.indexOf(':')
    return { kind: byName.get(documentId.slice(0, Math.max(at, 0))), key: documentId.slice(at + 1) }
  }
  return {
    find: async (scope, documentId) => {
      const { kind, key } = parse(documentId)
      return isKey(key) ? ((await kind?.find(scope, key)) ?? null) : null
    },
    access: (member, found, documentId) => {
      const { kind, key } = parse(documentId)
      if (member.employerId !== found.employerId) return null
      return kind?.access(member, found, key) ?? null
    },
    first: async (scope, documentId) => {
      const { kind, key } = parse(documentId)
      return (await kind?.first?.(scope, key)) ?? null
    },
    html: (documentId, doc) => parse(documentId).kind?.html?.(doc) ?? toHtml(doc),
    restore: (documentId, doc, old) => parse(documentId).kind?.restore?.(doc, old),
    changed: async (documentId) => parse(documentId).kind?.changed?.(documentId),
  }
}

/** Ids joined by colons: nothing that could be mistaken for another document's stream. */
const isKey = (key: string): boolean => /^[\w-]{1,64}(:[\w-]{1,64})?$/.test(key)
