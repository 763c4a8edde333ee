// Everything that must hold, in one run: build, types, unused code, lint, and every test. `--soak` adds the long loops.
// Arguments after it go to vitest, e.g. `npm test -- tests/api`.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureSystemPackages } from './system-packages.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const soak = process.argv.includes('--soak')
const filters = process.argv.slice(2).filter((argument) => argument !== '--soak')

/** Resolves with whether it ended well. What it says is shown at its end, whole, unless it is let through. */
function run(command, args, { env = process.env, shown = false } = {}) {
  const child = spawn(command, args, { cwd: root, env, stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => said.push(text))
  return new Promise((resolve) => {
    child.once('close', (code) => {
      if (code !== 0) process.stderr.write(Buffer.concat(said))
      resolve(code === 0)
    })
  })
}

/** Runs scripts in order, two at a time: most of them compute on one core. Answers which of them failed. */
async function failuresOf(scripts) {
  const waiting = scripts.values()
  const failed = []
  const lane = async () => {
    for (const name of waiting) if (!(await run('npm', ['run', '--silent', name]))) failed.push(name)
  }
  await Promise.all([lane(), lane()])
  return failed
}

ensureSystemPackages()

// Before the tests: beside them the checks would take both cores from what waits for an answer.
const checks = ['check:types', 'check:unused', 'check:lint']
console.error(`Building${filters.length === 0 ? ' and checking types, unused code and lint' : ''} …`)
const failed = await failuresOf(['build', ...(filters.length === 0 ? checks : [])])
if (failed.includes('build')) {
  console.log('0 passed, 1 failed')
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'clearview-test-'))
const report = join(folder, 'report.json')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const passed = await run(join(root, 'node_modules', '.bin', 'vitest'), ['run', ...reporters, ...filters], {
  env: { ...process.env, ...(soak ? { SOAK: '1' } : {}) },
  shown: true,
})
if (!passed) failed.push('vitest')
let counts = { passed: 0, failed: 0, skipped: 0 }
try {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'))
  counts = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
} catch (error) {
  console.error(`vitest left no report: ${error.message}`)
}
rmSync(folder, { recursive: true })

// A test that did not run proves nothing: it counts as failed.
if (counts.skipped > 0) failed.push(`${counts.skipped} skipped tests`)
if (counts.passed === 0) failed.push('no test ran')
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`)
const failures = failed.length === 0 ? 0 : Math.max(counts.failed + counts.skipped, 1)
console.log(`${counts.passed} passed, ${failures} failed`)
process.exitCode = failures === 0 ? 0 : 1
