import type { Scope } from '../store/scope.ts'
import { namesOf } from '../team/people.ts'
import type { Names } from './present.ts'

/** How long a name is believed, in milliseconds: a busy conversation asks for the same few again and again. */
const lifetime = 10_000
const mostKept = 10_000

/** Names of people, kept for a short while. */
export interface NameBook {
  of(userIds: Iterable<string>): Promise<Names>
}

export function createNameBook(scope: () => Scope): NameBook {
  const kept = new Map<string, { name: string; until: number }>()

  async function look(userIds: readonly string[], now: number): Promise<Map<string, string>> {
    const found = await namesOf(scope(), userIds)
    if (kept.size + userIds.length > mostKept) kept.clear()
    for (const id of userIds) kept.set(id, { name: found.get(id) ?? '', until: now + lifetime })
    return found
  }

  return {
    of: async (userIds) => {
      const now = Date.now()
      const names = new Map<string, string>()
      const unknown = new Set<string>()
      for (const id of userIds) {
        const known = kept.get(id)
        if (known && known.until > now) names.set(id, known.name)
        else unknown.add(id)
      }
      if (unknown.size > 0) for (const [id, name] of await look([...unknown], now)) names.set(id, name)
      return names
    },
  }
}
