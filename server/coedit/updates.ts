import * as Y from 'yjs'
import { bringsTypes } from './nesting.ts'

/**
 * Reads an update to its end without applying it, so that what is malformed never touches a document.
 * @throws when it cannot be read
 */
export function inspectUpdate(update: Uint8Array): { readonly isEmpty: boolean; readonly bringsTypes: boolean } {
  const { structs, ds } = Y.decodeUpdate(update)
  const isEmpty = ds.clients.size === 0 && structs.every((struct) => struct instanceof Y.Skip)
  return { isEmpty, bringsTypes: bringsTypes(structs) }
}

/** True while the document holds changes whose predecessors it does not know. */
export const hasPending = ({ store }: Y.Doc): boolean => store.pendingStructs !== null || store.pendingDs !== null

/** True when all of an update is in the document, and nothing of it waits for predecessors. */
export function holds({ store }: Y.Doc, update: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update)
  const isIn = (client: number, end: number): boolean => end <= Y.getState(store, client)
  return (
    structs.every((struct) => struct instanceof Y.Skip || isIn(struct.id.client, struct.id.clock + struct.length)) &&
    [...ds.clients].every(([client, ranges]) => ranges.every(({ clock, len }) => isIn(client, clock + len)))
  )
}

/**
 * The state, or what of it a state vector lacks, without what is pending: that is in no journal yet, and nobody may
 * see what a crash could take back.
 */
export function encodeState(doc: Y.Doc, vector?: Uint8Array): Uint8Array {
  const { store } = doc
  const { pendingStructs, pendingDs } = store
  store.pendingStructs = null
  store.pendingDs = null
  try {
    return Y.encodeStateAsUpdate(doc, vector)
  } finally {
    store.pendingStructs = pendingStructs
    store.pendingDs = pendingDs
  }
}

/** A copy that can be changed without anybody seeing it. */
export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, encodeState(doc))
  return copy
}

/** The update that a change makes to a document; null: none. The document is changed by it. */
export function changeOf(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array | null {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array) => updates.push(update)
  doc.on('update', collect)
  doc.transact(() => change(doc))
  doc.off('update', collect)
  return updates.length > 0 ? Y.mergeUpdates(updates) : null
}
