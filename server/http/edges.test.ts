import { describe, expect, it } from 'vitest'
import { requestKey } from './idempotency.ts'
import { createOrigins } from './origin.ts'
import { clientAddress } from './visitor.ts'

describe('origins', () => {
  const origins = createOrigins({ PUBLIC_URL: 'https://hiring.example.com' })
  origins.listening('127.0.0.1', 3000)

  it.each(['https://hiring.example.com', 'http://127.0.0.1:3000', 'http://localhost:3000'])(
    '[HTTP-4] %s is ours',
    (origin) => expect(origins.accepts(origin)).toBe(true),
  )

  it.each(['https://evil.example', 'http://hiring.example.com', 'http://localhost:3001', 'null', ''])(
    '[HTTP-5] %j is not',
    (origin) => expect(origins.accepts(origin)).toBe(false),
  )
})

describe('addresses behind proxies', () => {
  it('[HTTP-6] believe only what trusted proxies added', () => {
    expect(clientAddress('10.0.0.1', '6.6.6.6, 1.2.3.4', 0)).toBe('10.0.0.1')
    expect(clientAddress('10.0.0.1', '6.6.6.6, 1.2.3.4', 1)).toBe('1.2.3.4')
    expect(clientAddress('10.0.0.1', '1.2.3.4', 2)).toBe('1.2.3.4')
  })
})

describe('idempotency keys', () => {
  it('[HTTP-7] do not depend on the order of fields, but on who asks', () => {
    const key = requestKey('u1', 'post', '/api/x', 'k', { a: 1, b: { c: 2, d: 3 } })
    expect(requestKey('u1', 'post', '/api/x', 'k', { b: { d: 3, c: 2 }, a: 1 })).toEqual(key)
    expect(requestKey('u2', 'post', '/api/x', 'k', { a: 1, b: { c: 2, d: 3 } }).id).not.toBe(key.id)
    expect(requestKey('u1', 'post', '/api/x', 'k', { a: 2 })).toMatchObject({ id: key.id })
  })
})
