// The tests drive a real browser. On Debian as root it is installed; elsewhere what is missing is named.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const needed = [{ package: 'chromium', command: 'chromium', why: 'browser tests' }]

const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0
const run = (command, args) =>
  spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    .status === 0

/** Makes sure that the programs the tests need are there; ends the process with code 1 when they cannot be. */
export function ensureSystemPackages() {
  const missing = needed.filter(({ command }) => !has(command))
  if (missing.length === 0) return
  const names = missing.map((one) => one.package)
  const canInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (canInstall) {
    console.error(`Installing ${names.join(', ')} …`)
    if (
      run('apt-get', ['update', '-q']) &&
      run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names])
    )
      return
  }
  for (const one of missing) console.error(`Missing: ${one.command} (${one.why}). Install the package ${one.package}.`)
  process.exit(1)
}
