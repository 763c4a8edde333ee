import { createBatchedRead } from '../store/batched-read.ts'
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
  const nameOf = createBatchedRead((ids) => namesOf(scope(), ids))

  /** Who is not there has no name, which is remembered like one. */
  async function look(id: string, now: number): Promise<string> {
    const name = (await nameOf(id)) ?? ''
    if (kept.size >= mostKept) kept.clear()
    kept.set(id, { name, until: now + lifetime })
    return name
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
      await Promise.all([...unknown].map(async (id) => names.set(id, await look(id, now))))
      return names
    },
  }
}
