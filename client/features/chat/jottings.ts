import type { Jottings, Wanted } from './outgoing.ts'

const prefixOf = (userId: string) => `clearview.said.${userId}.`

/**
 * In the storage of the browser that answers at once. Each under a key of its own, since tabs write at the same time;
 * keys sort by time, and within a page by turn.
 * @param storage throws where it is forbidden; then, or when it is full, the page alone has what is on its way
 */
export function createJottings(storage: () => Storage): Jottings {
  let turns = 0
  const placesOf = (userId: string): string[] => {
    try {
      return Object.keys(storage()).filter((place) => place.startsWith(prefixOf(userId)))
    } catch {
      return []
    }
  }
  return {
    all: (userId) =>
      placesOf(userId)
        .sort()
        .flatMap((place) => {
          try {
            return [JSON.parse(storage().getItem(place) ?? '') as Wanted]
          } catch {
            // Cut short, or taken by another tab meanwhile: it must not hold up all that waits behind it.
            return []
          }
        }),
    put: (wanted) => {
      const { userId, at, clientMessageId } = wanted
      const turn = String(turns++).padStart(8, '0')
      try {
        storage().setItem(`${prefixOf(userId)}${at}.${turn}.${clientMessageId}`, JSON.stringify(wanted))
      } catch {
        // As said above.
      }
    },
    remove: ({ userId, clientMessageId }) => {
      for (const place of placesOf(userId)) if (place.endsWith(`.${clientMessageId}`)) storage().removeItem(place)
    },
  }
}
