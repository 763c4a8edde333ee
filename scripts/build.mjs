// Builds what is older than its sources: server, protocol and workers with Rolldown, the client with Vite.
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compress } from './compress.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name) => join(root, 'node_modules', '.bin', name)

const parts = [
  {
    name: 'server',
    sources: ['server', 'protocol', 'workers', 'tsconfig.json', 'scripts/server.config.mjs', 'package-lock.json'],
    mark: 'dist/.built-server',
    command: [bin('rolldown'), '-c', 'scripts/server.config.mjs'],
  },
  {
    name: 'client',
    sources: ['client', 'protocol', 'vite.config.ts', 'scripts/compress.mjs', 'package-lock.json'],
    mark: 'dist/.built-client',
    command: [bin('vite'), 'build', '--logLevel', 'warn'],
    after: () => compress(join(root, 'dist', 'client')),
  },
]

/** Newest change below a path, in milliseconds. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs)
}

const isCurrent = ({ sources, mark }) => {
  const built = statSync(join(root, mark), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return built >= Math.max(...sources.map((source) => newest(join(root, source))))
}

/** Whether a part (`server` or `client`) is built, and no older than its sources. */
export const isBuilt = (name) => parts.some((part) => part.name === name && isCurrent(part))

/** Builds the parts that are out of date; ends the process with code 1 when a build fails. */
export function build({ quiet = false } = {}) {
  for (const part of parts) {
    const { name, mark, command, after } = part
    const started = new Date()
    if (isCurrent(part)) continue
    if (!quiet) console.error(`Building the ${name} …`)
    const [file, ...args] = command
    // Whoever asks for it: within a test run Vite would take React as it is for development, half as large again.
    const env = { ...process.env, NODE_ENV: 'production' }
    const { status, stdout } = spawnSync(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 2] })
    if (status !== 0) {
      process.stderr.write(stdout)
      console.error(`The ${name} could not be built; see above.`)
      process.exit(1)
    }
    after?.()
    writeFileSync(join(root, mark), '')
    // What changed during the build is newer than the mark and is built again next time.
    utimesSync(join(root, mark), started, started)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build()
