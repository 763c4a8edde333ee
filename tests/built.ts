import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../scripts/build.mjs', import.meta.url))

/** The `globalSetup` of tests that run what is built: it is never older than its sources. */
export default function build(): void {
  const { status } = spawnSync(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error('What the tests run could not be built; see above')
}
