import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Longer paths are cut silently by some versions of Node, and two installations could meet on one socket. */
const maxLength = 100

/** Where the store of a data directory listens; the same for everyone who names the same directory. */
export function socketPathOf(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true })
  const real = realpathSync(dataDir)
  const own = join(real, 'store')
  privateDirectory(own)
  const near = join(own, 'store.sock')
  if (Buffer.byteLength(near) <= maxLength) return near
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 24)
  const far = join(tmpdir(), `clearview-${process.getuid?.() ?? 0}-${hash}`)
  privateDirectory(far)
  const path = join(far, 'store.sock')
  if (Buffer.byteLength(path) <= maxLength) return path
  const advice = `shorten DATA_DIR (${real}) or TMPDIR (${tmpdir()})`
  throw new Error(`No path of at most ${maxLength} bytes for the store's socket: ${advice}`)
}

export const dataPathOf = (dataDir: string): string => join(realpathSync(dataDir), 'store', 'data')

/** Nobody else may enter it: whoever can reach the socket can read and write everything. */
function privateDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const stat = lstatSync(path)
  const uid = process.getuid?.()
  if (!stat.isDirectory() || (uid !== undefined && stat.uid !== uid))
    throw new Error(`${path} belongs to somebody else or is no directory. Remove it, or choose another DATA_DIR.`)
  if ((stat.mode & 0o077) !== 0) chmodSync(path, 0o700)
}

/**
 * The time-out also bounds the driver's checks: when the store is killed just as one is sent, the driver waits for its
 * answer that long, by default half a minute, before it looks for the next store.
 */
export function uriOf(socketPath: string): string {
  return `mongodb://${encodeURIComponent(socketPath)}/?directConnection=true&connectTimeoutMS=3000`
}
