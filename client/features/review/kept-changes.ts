import type { Changes } from './draft.ts'

const placeOf = (userId: string, applicationId: string) => `clearview.ratings.${userId}.${applicationId}`

const isChanges = (value: unknown): value is Changes =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((one) => typeof one === 'object' && one !== null && 'value' in one && 'base' in one)

/** Changes that the server does not have yet stay in this browser: a closed page loses no word. */
export function readKept(userId: string, applicationId: string): Changes {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(placeOf(userId, applicationId)) ?? '{}')
    return isChanges(value) ? value : {}
  } catch {
    return {}
  }
}

/** Answers whether the browser took it. */
export function keep(userId: string, applicationId: string, changes: Changes): boolean {
  try {
    const place = placeOf(userId, applicationId)
    if (Object.keys(changes).length === 0) localStorage.removeItem(place)
    else localStorage.setItem(place, JSON.stringify(changes))
    return true
  } catch {
    return false
  }
}
