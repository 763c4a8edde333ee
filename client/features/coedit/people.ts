import type { Awareness } from 'y-protocols/awareness'

/** Somebody who has the document open. */
export interface PersonHere {
  readonly userId: string
  readonly name: string
  readonly color: string
  /** The field that they are in, where a document has fields; left out: none, or the text. */
  readonly at?: string
}

/** What this page tells the others about its person. */
export const introduce = (user: PersonHere) => ({ id: user.userId, name: user.name, color: user.color })

/** Awareness comes from other browsers: whatever has not this form is not shown. */
function personOf(state: unknown): PersonHere | null {
  if (typeof state !== 'object' || state === null || !('user' in state)) return null
  const { user, at } = state as { user: unknown; at?: unknown }
  if (typeof user !== 'object' || user === null) return null
  const { id, name, color } = user as { id?: unknown; name?: unknown; color?: unknown }
  if (typeof id !== 'string' || typeof name !== 'string' || name === '') return null
  if (typeof color !== 'string' || !/^#[0-9a-f]{6}$/i.test(color)) return null
  const isPlace = typeof at === 'string' && at !== '' && at.length <= 200
  return { userId: id, name: name.slice(0, 80), color, ...(isPlace ? { at } : {}) }
}

/** Everybody else who is here, each once however many pages they have open, by name. */
export function peopleIn(awareness: Pick<Awareness, 'getStates' | 'clientID'>, myId: string): readonly PersonHere[] {
  const people = new Map<string, PersonHere>()
  for (const state of awareness.getStates().values()) {
    const person = personOf(state)
    if (person && person.userId !== myId) people.set(person.userId, person)
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name))
}

/** Who came and who went, in a sentence for a screen reader; empty: nobody. */
export function comingsAndGoings(before: readonly PersonHere[], now: readonly PersonHere[]): string {
  const isIn = (list: readonly PersonHere[]) => (person: PersonHere) =>
    list.some(({ userId }) => userId === person.userId)
  const came = now.filter((person) => !isIn(before)(person)).map(({ name }) => `${name} opened the text`)
  const left = before.filter((person) => !isIn(now)(person)).map(({ name }) => `${name} left the text`)
  return [...came, ...left].join('. ')
}
