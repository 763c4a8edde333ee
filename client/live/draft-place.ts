/**
 * What somebody wrote and the server does not have yet, kept in this browser: a closed tab costs no word. Under the
 * person's id, since others may use the same machine.
 */
export interface DraftPlace<Value> {
  readonly read: () => Value | null
  readonly keep: (value: Value) => void
  readonly drop: () => void
}

const prefixOf = (userId: string) => `clearview.draft.${userId}.`

/** Names of the person's drafts that begin with this. */
export function draftNames(userId: string, beginning: string): string[] {
  const prefix = prefixOf(userId)
  try {
    return Object.keys(localStorage).flatMap((key) =>
      key.startsWith(prefix + beginning) ? [key.slice(prefix.length)] : [],
    )
  } catch {
    // Storage is forbidden: then nothing was kept either.
    return []
  }
}

export function draftPlace<Value>(userId: string, name: string): DraftPlace<Value> {
  const key = prefixOf(userId) + name
  const safely = <T>(run: () => T, otherwise: T): T => {
    try {
      return run()
    } catch {
      // Storage is full or forbidden: the form works on, without the safety net.
      return otherwise
    }
  }
  return {
    read: () =>
      safely(() => {
        const text = localStorage.getItem(key)
        return text === null ? null : (JSON.parse(text) as Value)
      }, null),
    keep: (value) => safely(() => localStorage.setItem(key, JSON.stringify(value)), undefined),
    drop: () => safely(() => localStorage.removeItem(key), undefined),
  }
}
