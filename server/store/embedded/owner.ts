import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { asBuffer, type Environment, epochKey, readEpoch, spaceKey, spaces } from './storage/environment.ts'

/**
 * Which behaviour and data format this code has. Two processes share a store only when theirs is the same, so it
 * is raised with every change that the other side, or older data, could notice.
 */
const current = '4'

/** The environment can name another one, which tests use to play an older or newer store. */
export const build = (env: NodeJS.ProcessEnv = process.env): string => env.CLEARVIEW_STORE_BUILD ?? current

/**
 * Who runs the store of a data directory, as written in the directory itself. A process id is used again one day; with
 * its start time it is one process.
 */
type Owner = { pid: number; started: string | undefined }
const ownerKey = spaceKey(spaces.owner, Buffer.from('process'))

/** How a process ends when another one owns the data: its launcher then joins that one. */
export const ownedElsewhere = 3

export class AlreadyOwned extends Error {}

/**
 * Makes this process the owner, and gives its epoch. LMDB's write lock is held by one process at a time and freed
 * by the system when its holder dies, so of two that start at once exactly one finds the place empty. From then on
 * a former owner's commits fail, since each compares the epoch.
 */
export function takeOwnership({ root, data }: Environment, socketPath: string): number {
  return root.transactionSync(() => {
    const record = data.getBinary(ownerKey)
    const owner = record && (JSON.parse(asBuffer(record).toString()) as Owner)
    if (owner && owner.pid !== process.pid && owner.started && startOf(owner.pid) === owner.started)
      throw new AlreadyOwned(`the store of this data directory is run by process ${owner.pid}`)
    const epoch = readEpoch(data) + 1
    const self: Owner = { pid: process.pid, started: startOf(process.pid) }
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleBE(epoch)
    data.putSync(epochKey, bytes)
    data.putSync(ownerKey, Buffer.from(JSON.stringify(self)))
    rmSync(socketPath, { force: true })
    return epoch
  })
}

/** Leaves the place empty for the next, unless somebody has it already. */
export function releaseOwnership({ root, data }: Environment, epoch: number): void {
  root.transactionSync(() => readEpoch(data) === epoch && data.removeSync(ownerKey))
}

/** When a process began, or undefined when there is none. */
function startOf(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') return String(execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`])).trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name may hold spaces; the fields are counted behind it. A zombie (Z) writes no more.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}
