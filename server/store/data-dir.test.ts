import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { prepareDataDir } from './data-dir.ts'

const folder = mkdtempSync(join(tmpdir(), 'clearview-data-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the data directory', () => {
  it('[RUN-1] is made with its parents, for its owner alone', () => {
    const path = join(folder, 'a', 'b')
    prepareDataDir(path)
    prepareDataDir(path)
    expect(statSync(path).mode & 0o777).toBe(0o700)
  })

  it('[RUN-2] that cannot be is refused in one line that names it', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(() => prepareDataDir(file)).toThrow(/^DATA_DIR=.*file cannot be used: it is not a directory\./)
    expect(() => prepareDataDir(join(file, 'below'))).toThrow(/cannot be used/)
  })

  it('[RUN-3] on a file system that takes no names ends at once', () => {
    expect(() => prepareDataDir('/proc/clearview')).toThrow(/DATA_DIR=\/proc\/clearview cannot be used/)
  })
})
