import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, isOnlyForThisMachine, readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'clearview-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

const aFile = (text: string): string => {
  const path = join(folder, `${Math.random()}`)
  writeFileSync(path, text)
  return path
}
const refusal = (environment: NodeJS.ProcessEnv): string => {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'taken'
}

describe('the environment', () => {
  it('[OPS-5] a secret is read from the file that the variable with _FILE names', () => {
    const CLEARVIEW_SECRET_FILE = aFile(`${'s'.repeat(40)}\n`)
    const MONGODB_URI_FILE = aFile('mongodb://user:secret@db/clearview?replicaSet=rs0')
    expect(readConfig({ CLEARVIEW_SECRET_FILE, MONGODB_URI_FILE })).toMatchObject({
      CLEARVIEW_SECRET: 's'.repeat(40),
      MONGODB_URI: 'mongodb://user:secret@db/clearview?replicaSet=rs0',
    })
  })

  it('[OPS-5] both given, a file that is not there, and a wrong content are refused, and no secret is shown', () => {
    expect(refusal({ REDIS_URL: 'redis://a', REDIS_URL_FILE: aFile('redis://b') })).toContain('not both')
    expect(refusal({ REDIS_URL_FILE: join(folder, 'nothing') })).toContain('REDIS_URL_FILE')
    const wrong = refusal({ CLEARVIEW_SECRET_FILE: aFile('short secret') })
    expect(wrong).toContain('CLEARVIEW_SECRET')
    expect(wrong).not.toContain('short secret')
    const address = refusal({ MONGODB_URI: 'postgres://user:hunter2@db/x' })
    expect(address).toContain('MONGODB_URI')
    expect(address).not.toContain('hunter2')
  })

  it.each(['redis://', 'redis:', 'http://127.0.0.1', 'redis//x', 'not an address'])(
    '[NODE-13] a REDIS_URL that is none is refused: %s',
    (REDIS_URL) => {
      expect(refusal({ REDIS_URL })).toContain('REDIS_URL')
    },
  )

  it.each(['redis://127.0.0.1:6379', 'rediss://user:pass@cache.example.com:6380/2'])(
    '[NODE-13] a REDIS_URL that is one is taken: %s',
    (REDIS_URL) => {
      expect(readConfig({ REDIS_URL }).REDIS_URL).toBe(REDIS_URL)
    },
  )

  it('[HOOK-7] only a server on a loopback address without a public one is for this machine alone', () => {
    expect(isOnlyForThisMachine(readConfig({}))).toBe(true)
    expect(isOnlyForThisMachine(readConfig({ HOST: '0.0.0.0' }))).toBe(false)
    expect(isOnlyForThisMachine(readConfig({ PUBLIC_URL: 'https://hiring.example.com' }))).toBe(false)
  })
})
