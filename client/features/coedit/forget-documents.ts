import { databaseName, dropCounts, keptDocuments } from './unsaved-counts.ts'

/**
 * Forgets the texts that this browser kept, since others may use it after somebody signed out. What is not saved yet
 * stays under its writer's id: it is sent when the same person opens the text again.
 */
export function forgetDocuments(): void {
  for (const { userId, documentId, unsaved } of keptDocuments(localStorage)) {
    if (unsaved > 0) continue
    indexedDB.deleteDatabase(databaseName(userId, documentId))
    dropCounts(userId, documentId, localStorage)
  }
}
