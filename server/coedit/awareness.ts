import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** The longest state of one cursor, in UTF-16 code units. */
const longestState = 16_384

interface Known<Owner> {
  readonly clock: number
  readonly state: string
  readonly owner: Owner
}

/** Somebody's socket, as far as cursors go. */
interface Awake {
  readonly userId: string
  /** As far as it is known; null: it was not looked up yet. */
  readonly name: string | null
}

/**
 * Who is here and where their cursor is. A socket speaks for one id, the first that it brings: clients repeat what they
 * heard of others, and nobody moves another person's cursor. Whose it is, pages say themselves; a state that names a person
 * by id has that of the socket's person and their name, whatever it says.
 */
export class Awareness<Owner extends Awake> {
  readonly #known = new Map<number, Known<Owner>>()
  readonly #ids = new Map<Owner, number>()

  /**
   * Takes a client's message. Answers what of it is news to the others; null: nothing.
   * @throws when it cannot be read
   */
  receive(owner: Owner, update: Uint8Array): Uint8Array | null {
    let news: Uint8Array | null = null
    for (const { id, clock, state: said } of readStates(update)) {
      if (!this.#speaksFor(owner, id, said)) continue
      const state = inOwnName(owner, said)
      const before = this.#known.get(id)
      if (before && (clock < before.clock || (clock === before.clock && state !== 'null'))) continue
      if (state === 'null') this.#known.delete(id)
      else this.#known.set(id, { clock, state, owner })
      news = encodeStates([{ id, clock, state }])
    }
    return news
  }

  /** Everybody's state; null: nobody is here. */
  all(): Uint8Array | null {
    if (this.#known.size === 0) return null
    return encodeStates([...this.#known].map(([id, { clock, state }]) => ({ id, clock, state })))
  }

  /** A socket has closed. Answers what tells the others; null: it had no cursor, or comes from another socket now. */
  remove(owner: Owner): Uint8Array | null {
    const id = this.#ids.get(owner)
    this.#ids.delete(owner)
    const known = id === undefined ? undefined : this.#known.get(id)
    if (id === undefined || known?.owner !== owner) return null
    this.#known.delete(id)
    return encodeStates([{ id, clock: known.clock, state: 'null' }])
  }

  #speaksFor(owner: Owner, id: number, state: string): boolean {
    const own = this.#ids.get(owner)
    if (own !== undefined) return own === id
    const holder = this.#known.get(id)?.owner
    // Coming back before the old connection was missed, a person takes their cursor along.
    if (state === 'null' || (holder && holder.userId !== owner.userId)) return false
    this.#ids.set(owner, id)
    if (holder) this.#ids.delete(holder)
    const known = this.#known.get(id)
    if (known) this.#known.set(id, { ...known, clock: known.clock - 1, owner })
    return true
  }
}

/** The name under which a message introduces somebody; null: it introduces nobody. @throws when it cannot be read */
export function introducedIn(update: Uint8Array): string | null {
  for (const { state } of readStates(update)) {
    const user = userIn(JSON.parse(state))
    if (user) return String(user['name'])
  }
  return null
}

/** The person of whom a state says that it is theirs. */
function userIn(state: unknown): Record<string, unknown> | null {
  const user: unknown = isObject(state) ? state['user'] : null
  return isObject(user) && 'id' in user ? user : null
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function inOwnName({ userId, name }: Awake, state: string): string {
  const said: unknown = JSON.parse(state)
  const user = userIn(said)
  if (!user || !isObject(said) || (user['id'] === userId && user['name'] === name)) return state
  return JSON.stringify({ ...said, user: { ...user, id: userId, name: name ?? '' } })
}

interface State {
  readonly id: number
  readonly clock: number
  /** JSON; `null`: gone. */
  readonly state: string
}

function readStates(update: Uint8Array): State[] {
  const decoder = decoding.createDecoder(update)
  const count = decoding.readVarUint(decoder)
  const states: State[] = []
  for (let i = 0; i < count; i++) {
    const [id, clock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)]
    const state = decoding.readVarString(decoder)
    if (state.length > longestState) throw new Error('The state of a cursor is too long')
    // The clients of the others would stumble over it.
    JSON.parse(state)
    states.push({ id, clock, state })
  }
  return states
}

function encodeStates(states: readonly State[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, states.length)
  for (const { id, clock, state } of states) {
    encoding.writeVarUint(encoder, id)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  }
  return encoding.toUint8Array(encoder)
}
