import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Whether a process follows its promises after it has rendered a page: then each step after an `await` has an id. */
async function followsPromises(before: string): Promise<boolean> {
  const script = `
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
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root })
  return Number(stdout) > 1
}

describe('a rendered page', () => {
  it('[OPS-11] leaves the promises of the process alone, which it would follow otherwise', async () => {
    expect(await Promise.all([followsPromises('renderWithoutHooks()'), followsPromises('')])).toEqual([false, true])
  }, 30_000)
})
