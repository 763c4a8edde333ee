import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** Opens a database of this browser when it is first needed, and again when another tab or the browser closed it. */
export function database<Schema extends DBSchema>(
  name: string,
  upgrade: (db: IDBPDatabase<Schema>) => void,
): () => Promise<IDBPDatabase<Schema>> {
  let opening: Promise<IDBPDatabase<Schema>> | null = null
  const forget = () => {
    opening = null
  }
  return () => {
    opening ??= openDB<Schema>(name, 1, {
      upgrade,
      // Another tab has a newer page, or the database is deleted: let it go on, and open again when needed.
      blocking: (_, __, event) => {
        if (event.target instanceof IDBDatabase) event.target.close()
        forget()
      },
      terminated: forget,
    })
    opening.catch(forget)
    return opening
  }
}
