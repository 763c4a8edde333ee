/** How long somebody counts as present after their last page closed, in milliseconds: pages are reloaded. */
const grace = 10_000

/** Who has a page open. */
export interface Presence {
  opened(userId: string): void
  closed(userId: string): void
  /** Everybody present now. */
  present(): ReadonlySet<string>
  close(): void
}

/** Who has a page open on this node. @param onChange told when somebody came or went */
export function createPresence(onChange: (userId: string) => void): Presence {
  const pages = new Map<string, number>()
  const leaving = new Map<string, NodeJS.Timeout>()
  const here = new Set<string>()

  function stay(userId: string): void {
    clearTimeout(leaving.get(userId))
    leaving.delete(userId)
  }

  return {
    opened: (userId) => {
      pages.set(userId, (pages.get(userId) ?? 0) + 1)
      stay(userId)
      if (here.has(userId)) return
      here.add(userId)
      onChange(userId)
    },
    closed: (userId) => {
      const left = (pages.get(userId) ?? 1) - 1
      if (left > 0) return void pages.set(userId, left)
      pages.delete(userId)
      stay(userId)
      const leave = () => {
        leaving.delete(userId)
        here.delete(userId)
        onChange(userId)
      }
      leaving.set(userId, setTimeout(leave, grace))
    },
    present: () => here,
    close: () => {
      for (const timer of leaving.values()) clearTimeout(timer)
    },
  }
}
