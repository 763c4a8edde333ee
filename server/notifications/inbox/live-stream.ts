import type { Stream } from '../../journal/entry.ts'

/** The stream that says whose notifications changed, so that every node tells the pages it has. */
export const noticesOf = (employerId: string): Stream => `notices:${employerId}`
