import type { WaitingWrite } from './outbox.ts'

const isWrites = (value: unknown): value is WaitingWrite[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null && 'key' in item)

/**
 * Where changes without an answer survive a reload: this tab's own storage, so that two tabs never send each other's,
 * and under the person's id, so that nobody sends somebody else's.
 */
export function waitingWrites(userId: string) {
  const place = `clearview.outbox.${userId}`
  return {
    load: (): readonly WaitingWrite[] => {
      try {
        const value: unknown = JSON.parse(sessionStorage.getItem(place) ?? '[]')
        return isWrites(value) ? value : []
      } catch {
        return []
      }
    },
    save: (writes: readonly WaitingWrite[]): void => {
      try {
        if (writes.length === 0) sessionStorage.removeItem(place)
        else sessionStorage.setItem(place, JSON.stringify(writes))
      } catch {
        // Full or forbidden storage: the changes still wait in the page.
      }
    },
  }
}
