import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes the data directory, with its parents, unless it is there.
 * @throws with one clear line when it cannot be made or written to
 */
export function prepareDataDir(dataDir: string): void {
  try {
    make(resolve(dataDir))
    accessSync(dataDir, constants.W_OK)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`DATA_DIR=${dataDir} cannot be used: ${reason}. Choose a directory that can be written to.`)
  }
}

/** Step by step: Node's own recursive form never ends on file systems that refuse new names, such as /proc. */
function make(path: string): void {
  const there = statSync(path, { throwIfNoEntry: false })
  if (there?.isDirectory()) return
  if (there) throw new Error('it is not a directory')
  if (dirname(path) !== path) make(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another process may have made it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
