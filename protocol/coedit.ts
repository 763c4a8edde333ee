import { z } from 'zod'

/** What somebody may do in a document: `suggest` is reading, commenting and suggesting. */
export const DocumentAccess = z.enum(['write', 'suggest', 'read'])
export type DocumentAccess = z.infer<typeof DocumentAccess>

/**
 * Why a connection to a document was closed. The stock client stays away after 4400 to 4499 and comes back by itself
 * after the others.
 */
export const closeCodes = {
  malformed: 4400,
  notSignedIn: 4401,
  forbidden: 4403,
  notFound: 4404,
  tooLarge: 4413,
  tooMany: 4429,
  stopping: 1012,
  storeStalled: 4503,
} as const

/** The largest frame, and the largest state of a document, in bytes. */
export const largestDocument = 5 * 1024 * 1024
