import { readConfig } from '../../config.ts'
import { openStore } from '../mongo.ts'
import type { Manifest } from './manifest.ts'
import { restoreBackup } from './restore.ts'
import { writeBackup } from './write.ts'

const usage = {
  backup: 'npm run backup -- <directory that does not exist yet>',
  restore: 'npm run restore -- <directory of a backup> [--replace]',
}

/** `npm run backup` and `npm run restore`, on the store that `DATA_DIR` or `MONGODB_URI` names. */
async function main([command, ...rest]: readonly string[]): Promise<string> {
  const flags = rest.filter((argument) => argument.startsWith('-'))
  const [directory, ...surplus] = rest.filter((argument) => !argument.startsWith('-'))
  const isRestore = command === 'restore'
  if (!directory || surplus.length > 0 || flags.some((flag) => !isRestore || flag !== '--replace'))
    throw new Error(`Use: ${isRestore ? usage.restore : usage.backup}`)
  const store = await openStore(readConfig(process.env))
  try {
    if (isRestore) {
      const manifest = await restoreBackup(store, directory, { replace: flags.includes('--replace') })
      return `Restored ${amount(manifest)} of ${manifest.createdAt} from ${directory}.`
    }
    const manifest = await writeBackup(store, directory)
    return `Backed up ${amount(manifest)} to ${directory}. Whoever can read it can read everything: keep it safe.`
  } finally {
    await store.close()
  }
}

const amount = ({ collections }: Manifest): string =>
  `${collections.reduce((sum, { documents }) => sum + documents, 0)} documents in ${collections.length} collections`

try {
  process.stdout.write(`${await main(process.argv.slice(2))}\n`)
  process.exit(0)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env['LOG_LEVEL'] === 'debug') process.stderr.write(`${String((error as Error).stack)}\n`)
  process.exit(1)
}
