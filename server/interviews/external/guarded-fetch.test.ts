import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guardedFetch, isInside } from './guarded-fetch.ts'

let server: Server
let other: Server
const asked: IncomingMessage[] = []

const portOf = (one: Server) => (one.address() as AddressInfo).port
const listening = (one: Server) => new Promise<void>((resolve) => one.listen(0, '127.0.0.1', () => resolve()))

beforeAll(async () => {
  other = createServer((request, answer) => {
    asked.push(request)
    answer.end('there')
  })
  await listening(other)
  server = createServer((request, answer) => {
    asked.push(request)
    if (request.url === '/away') answer.writeHead(302, { location: `http://127.0.0.1:${portOf(other)}/x` }).end()
    else if (request.url === '/round') answer.writeHead(302, { location: '/round' }).end()
    else if (request.url === '/other') answer.writeHead(101, { connection: 'upgrade', upgrade: 'other' }).end()
    else if (request.url === '/large') answer.end(Buffer.alloc(11 * 1024 * 1024))
    else request.pipe(answer)
  })
  await listening(server)
})
afterAll(() => {
  server.close()
  other.close()
})

const open = guardedFetch({ allowsInside: true })
const shut = guardedFetch({ allowsInside: false })
const at = (path: string, host = '127.0.0.1') => `http://${host}:${portOf(server)}${path}`

describe('an address that a person typed in', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    'nonsense',
  ])('[CAL-8] %s is not on the public internet', (address) => expect(isInside(address)).toBe(true))

  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('[CAL-8] %s is', (address) =>
    expect(isInside(address)).toBe(false),
  )

  it('[CAL-8] is not asked when it is inside, also by a name or another way of writing it', async () => {
    const before = asked.length
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '[::1]']) {
      await expect(shut(at('/', host))).rejects.toThrow(/public internet/)
    }
    await expect(shut('file:///etc/passwd')).rejects.toThrow(/http/)
    expect(asked.length).toBe(before)
  })

  it('[CAL-8] gets what is sent where it is allowed, and no password after a redirect to another host', async () => {
    const answer = await open(at('/'), { method: 'PUT', body: 'hello', headers: { authorization: 'Basic x' } })
    expect(await answer.text()).toBe('hello')
    expect(asked.at(-1)?.headers.authorization).toBe('Basic x')
    expect(await (await open(at('/away'), { headers: { authorization: 'Basic x' } })).text()).toBe('there')
    expect(asked.at(-1)?.headers.authorization).toBeUndefined()
    await expect(open(at('/round'))).rejects.toThrow(/often/)
    await expect(open(at('/large'))).rejects.toThrow(/larger/)
    await expect(open(at('/other'))).rejects.toThrow(/another protocol/)
  })
})
