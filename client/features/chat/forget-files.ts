export const filesDatabase = 'clearview-chat-files'

/** Whoever signs out leaves no file behind in this browser. Resolves once they are gone, or cannot be kept at all. */
export function forgetFiles(): Promise<void> {
  return new Promise((resolve) => {
    try {
      const deleting = indexedDB.deleteDatabase(filesDatabase)
      deleting.onsuccess = () => resolve()
      deleting.onerror = () => resolve()
    } catch {
      // A browser that forbids storage kept none.
      resolve()
    }
  })
}
