// The tests drive a real browser, a real Redis and a real calendar server. On Debian as root they are installed; elsewhere
// what is missing is named.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// The shell has no windows to draw and opens a page for two thirds of what a whole Chromium takes; either one does.
const needed = [
  { package: 'chromium-headless-shell', command: 'chromium-headless-shell', instead: 'chromium', why: 'browser tests' },
  { package: 'redis-server', command: 'redis-server', instead: 'redis-server', why: 'tests of several nodes' },
  // A CalDAV server that others wrote.
  { package: 'radicale', command: 'radicale', instead: 'radicale', why: 'tests of calendars elsewhere' },
]

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
  const lacking = missing.filter(({ instead }) => !has(instead))
  for (const one of lacking) console.error(`Missing: ${one.command} (${one.why}). Install the package ${one.package}.`)
  if (lacking.length > 0) process.exit(1)
}
