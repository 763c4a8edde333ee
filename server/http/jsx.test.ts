import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { rolldown } from 'rolldown'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Tells how many ids the steps of a process have after it has rendered a page: where promises are followed, each its own. */
const program = (before: string): string => `
  import { executionAsyncId } from 'node:async_hooks'
  import { jsx } from 'hono/jsx'
  import { renderWithoutHooks } from './server/http/jsx.tsx'
  ${before}
  if (String(jsx('p', {}, 'Hello')) !== '<p>Hello</p>') throw new Error('It renders something else')
  const ids = new Set()
  for (let i = 0; i < 3; i++) {
    await null
    ids.add(executionAsyncId())
  }
  console.log(ids.size)`

async function followsPromises(script: string, ...options: string[]): Promise<boolean> {
  const args = [...options, '--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root })
  return Number(stdout) > 1
}

/** The same program as it becomes where the server is built, which leaves out what seems to have no effect. */
async function built(script: string): Promise<string> {
  const entry = join(root, 'program.tsx')
  const plugin = {
    name: 'program',
    resolveId: (id: string) => (id === entry ? entry : null),
    load: (id: string) => (id === entry ? script : null),
  }
  const bundle = await rolldown({ input: entry, platform: 'node', plugins: [plugin] })
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  return output[0].code
}

const both = [program('renderWithoutHooks()'), program('')] as const

describe('a rendered page', () => {
  it('[OPS-11] leaves the promises of the process alone, which it would follow otherwise', async () => {
    const run = (script: string) => followsPromises(script, '--import', 'tsx')
    expect(await Promise.all(both.map(run))).toEqual([false, true])
  })

  it('[OPS-11] leaves them alone where the server is built, too', async () => {
    const run = async (script: string) => followsPromises(await built(script))
    expect(await Promise.all(both.map(run))).toEqual([false, true])
  })
})
