import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createLog, withoutAddresses } from './log.ts'

/** What the log wrote. */
function linesOf(write: (log: ReturnType<typeof createLog>) => void): string {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  write(createLog('info', stream))
  return Buffer.concat(chunks).toString()
}

describe('the log', () => {
  it('[OPS-6] holds no secret, wherever it was put', () => {
    const said = linesOf((log) => {
      log.info({ password: 'p1', token: 't1', user: { secret: 's1', cookie: 'c1' } }, 'hello')
    })
    expect(said).toContain('hello')
    for (const word of ['p1', 't1', 's1', 'c1']) expect(said).not.toContain(`"${word}"`)
  })

  it('[OPS-6] holds no whole address of a person, in fields or in what errors repeat', () => {
    const said = linesOf((log) => {
      log.warn({ email: 'ada@example.com', mail: { to: 'grace@example.com' } }, 'sent')
      const error = Object.assign(new Error('E11000 duplicate key { emailKey: "barbara@example.org" }'), {
        keyValue: { emailKey: 'katherine@example.net' },
        response: '550 <joan.clarke@bletchley.example> unknown',
      })
      log.error({ err: error }, 'failed')
    })
    for (const name of ['ada@', 'grace@', 'barbara@', 'katherine@', 'joan.clarke@']) expect(said).not.toContain(name)
    for (const kept of ['a***@example.com', 'g***@example.com', 'b***@example.org', 'j***@bletchley.example']) {
      expect(said).toContain(kept)
    }
  })

  it('[OPS-6] masks an address once, and leaves other words alone', () => {
    expect(withoutAddresses('a***@example.com')).toBe('a***@example.com')
    expect(withoutAddresses('npm i @scope/name, 3 @ 4, x@y')).toBe('npm i @scope/name, 3 @ 4, x@y')
  })
})
