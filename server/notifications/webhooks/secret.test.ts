import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { secretOf, signed } from './secret.ts'

const links = { secretOf: (seed: string) => Buffer.from(seed.padEnd(32, '.')).toString('base64url') }

describe('a call of a webhook', () => {
  it('[HOOK-2] is accepted by the library of the Standard Webhooks, and not when a byte differs', () => {
    const secret = secretOf(links, 'a seed')
    const body = JSON.stringify({ type: 'application.moved', data: {} })
    const headers = signed(secret, 'msg_1', body, new Date())
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow()
    expect(() => new Webhook(secretOf(links, 'another')).verify(body, headers)).toThrow()
    const old = signed(secret, 'msg_1', body, new Date(Date.now() - 3600_000))
    expect(() => new Webhook(secret).verify(body, old)).toThrow()
  })
})
