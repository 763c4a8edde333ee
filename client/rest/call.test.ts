import { afterEach, describe, expect, it, vi } from 'vitest'
import { get, patch, post } from '../../protocol/contract.ts'
import { call, onSignedOut, urlOf } from './call.ts'
import { CallError, isRetryable, messageOf, NetworkError } from './call-error.ts'

const rename = patch('/things/:thingId', { summary: '', access: 'signed-in' })
const list = get('/things', { summary: '', access: 'signed-in' })
const signIn = post('/auth/login', { summary: '', access: 'public' })

const answering = (response: () => Response | Promise<Response>) => {
  const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(async () => response())
  vi.stubGlobal('fetch', fetched)
  return fetched
}
const headersOf = (fetched: ReturnType<typeof answering>) => new Headers(fetched.mock.calls[0]?.[1].headers)
const problem = (code: string, status: number) =>
  new Response(JSON.stringify({ type: `x/${code}`, title: 't', detail: 'd', status, code }), { status })

afterEach(() => vi.unstubAllGlobals())

describe('calling an endpoint', () => {
  it('fills the path and leaves out what is undefined', () => {
    expect(urlOf('/a/:id/b', { params: { id: 'x/y' }, query: { q: 'é', none: undefined, limit: 5 } })).toBe(
      '/api/a/x%2Fy/b?q=%C3%A9&limit=5',
    )
  })

  it('refuses to send a path with a hole', () => {
    expect(() => urlOf('/a/:id', {})).toThrow('id')
  })

  it('sends a key with every change, and none when reading or signing in', async () => {
    const fetched = answering(() => new Response(null, { status: 204 }))
    await call(rename, { params: { thingId: '1' } })
    expect(headersOf(fetched).get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/)
    fetched.mockClear()
    await call(list)
    expect(headersOf(fetched).has('Idempotency-Key')).toBe(false)
    fetched.mockClear()
    await call(signIn)
    expect(headersOf(fetched).has('Idempotency-Key')).toBe(false)
  })

  it('sends the key of the intention and the version it was made on', async () => {
    const fetched = answering(() => new Response(null, { status: 204 }))
    await call(rename, { params: { thingId: '1' }, idempotencyKey: 'k', ifMatch: 7 })
    expect(headersOf(fetched).get('Idempotency-Key')).toBe('k')
    expect(headersOf(fetched).get('If-Match')).toBe('"7"')
  })

  it('throws the problem of a refusal', async () => {
    answering(() => problem('version-mismatch', 412))
    const error = await call(list).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(CallError)
    expect(error).toMatchObject({ code: 'version-mismatch', message: 'd', retryable: false })
  })

  it('tells a missing answer from a refusal, and either from a proxy that gave up', async () => {
    answering(() => Promise.reject(new TypeError('Failed to fetch')))
    const lost = await call(list).catch((e: unknown) => e)
    expect(lost).toBeInstanceOf(NetworkError)
    answering(() => new Response('<html>Bad gateway', { status: 502 }))
    const gateway = await call(list).catch((e: unknown) => e)
    expect(gateway).toMatchObject({ code: 'store-unavailable' })
    expect([lost, gateway].every(isRetryable)).toBe(true)
  })

  it('says when nobody is signed in any more, but not for a wrong password', async () => {
    const listener = vi.fn()
    const stop = onSignedOut(listener)
    answering(() => problem('wrong-credentials', 401))
    await call(signIn).catch(() => undefined)
    expect(listener).not.toHaveBeenCalled()
    answering(() => problem('not-signed-in', 401))
    await call(list).catch(() => undefined)
    expect(listener).toHaveBeenCalledOnce()
    stop()
  })

  it('[WEB-31] tells a person that somebody was faster, without numbers of versions', async () => {
    answering(() => problem('version-mismatch', 412))
    const refused = await call(rename, { params: { thingId: '1' }, ifMatch: 3 }).catch(messageOf)
    expect(refused).toBe(
      'Somebody changed it in the meantime. Look how it stands now, and do it again if it is still right.',
    )
  })
})
