import * as Y from 'yjs'

/** Levels within each other: an editor makes a handful, and what reads, shows or removes them does so one within the other. */
const deepest = 200

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]

/** Where something stands: within a type, beside something else of the same, or at the top. */
type Place = { readonly at: Struct | null; readonly isWithin: boolean }

const isType = (struct: Struct): boolean => struct instanceof Y.Item && struct.content instanceof Y.ContentType

/** True when there are types among what an update brings: how deep they stand is to be looked at. */
export const bringsTypes = (structs: readonly Struct[]): boolean => structs.some(isType)

/**
 * True when an update, with what waits in the document for its predecessors, would put types deeper within each other than
 * can be read or taken out again.
 */
export function isTooDeep(doc: Y.Doc, update: Uint8Array): boolean {
  const { pendingStructs } = doc.store
  const waiting = pendingStructs ? Y.decodeUpdateV2(pendingStructs.update).structs : []
  const structs = [...waiting, ...Y.decodeUpdate(update).structs]
  const find = finder(doc, structs)
  const depths = new Map<Struct, number>()
  return structs.some((struct) => isType(struct) && depthOf(struct, find, depths) > deepest)
}

/** Without recursion: what it guards against would exhaust the stack here, too. */
function depthOf(struct: Struct, find: Find, depths: Map<Struct, number>): number {
  const way: { readonly struct: Struct; readonly isWithin: boolean }[] = []
  let next: Struct | null = struct
  while (next && !depths.has(next)) {
    const { at, isWithin } = placeOf(next, find)
    // Until it is known: what stands within itself never comes into the document.
    depths.set(next, 0)
    way.push({ struct: next, isWithin })
    next = at
  }
  let depth = next ? (depths.get(next) ?? 0) : 0
  for (const { struct: passed, isWithin } of way.reverse()) {
    if (isWithin) depth++
    depths.set(passed, depth)
  }
  return depth
}

function placeOf(struct: Struct, find: Find): Place {
  if (!(struct instanceof Y.Item)) return { at: null, isWithin: false }
  const { parent, origin, rightOrigin } = struct
  if (parent instanceof Y.AbstractType) return { at: parent._item, isWithin: true }
  if (parent instanceof Y.ID) return { at: find(parent), isWithin: true }
  if (typeof parent === 'string') return { at: null, isWithin: true }
  const beside = origin ?? rightOrigin
  return { at: beside && find(beside), isWithin: false }
}

type Find = (id: Y.ID) => Struct | null

/** By number, in the update and else in the document; null: in neither. */
function finder({ store }: Y.Doc, structs: readonly Struct[]): Find {
  const byClient = new Map<number, Struct[]>()
  for (const struct of structs) {
    const { client } = struct.id
    const theirs = byClient.get(client)
    if (theirs) theirs.push(struct)
    else byClient.set(client, [struct])
  }
  for (const theirs of byClient.values()) theirs.sort((a, b) => a.id.clock - b.id.clock)
  return (id) => {
    const { client, clock } = id
    return within(byClient.get(client) ?? [], clock) ?? within(store.clients.get(client) ?? [], clock)
  }
}

/** They are in order. */
function within(structs: readonly Struct[], clock: number): Struct | null {
  let [low, high] = [0, structs.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = structs[middle] as Struct
    if (clock < struct.id.clock) high = middle - 1
    else if (clock >= struct.id.clock + struct.length) low = middle + 1
    else return struct
  }
  return null
}
