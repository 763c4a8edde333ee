import { lookup } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Milliseconds for one answer, and its largest size in bytes. */
const patience = 20_000
const mostBytes = 10 * 1024 * 1024
const mostRedirects = 4

/** Addresses that are not of the public internet: this machine, its network, and what clouds tell their machines. */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  inside.addSubnet(net, bits, 'ipv4')
}
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  inside.addSubnet(net, bits, 'ipv6')
}

/** Whether an address is one that strangers must not make this server ask. An IPv4 address inside of IPv6 is looked at as such. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const plain = mapped ?? address
  const family = isIP(plain)
  return family === 0 || inside.check(plain, family === 6 ? 'ipv6' : 'ipv4')
}

/** A name is looked up and judged in the very step that connects, so that it cannot lead elsewhere a moment later. */
const publicOnly: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0)
    const [first] = addresses
    if (!first || addresses.some(({ address }) => isInside(address))) {
      return done(new Error('this address is not on the public internet'), '', 0)
    }
    return options.all ? done(null, addresses) : done(null, first.address, first.family)
  })
}

export type Fetch = typeof globalThis.fetch

interface Guard {
  readonly allowsInside: boolean
  readonly ending?: AbortSignal | undefined
}

/**
 * A `fetch` for addresses that a person typed in: it leads to the public internet alone, follows few redirects, keeps
 * passwords to the host they are for, and gives up on what is too slow or too large.
 * @param ending breaks off what is under way
 * @param allowsInside for an installation of one's own, whose calendars may be on the same network
 */
export function guardedFetch({ allowsInside, ending }: Guard): Fetch {
  const follow = async (url: URL, init: Plain, left: number): Promise<Response> => {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error('only http and https are read')
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (!allowsInside && isIP(host) !== 0 && isInside(host))
      throw new Error('this address is not on the public internet')
    const answer = await ask(url, init, { allowsInside, ending })
    const to = answer.headers.get('location')
    if (answer.status < 300 || answer.status > 399 || to === null) return answer
    if (left === 0) throw new Error('it redirects too often')
    const next = new URL(to, url)
    if (next.host !== url.host || next.protocol !== url.protocol) init.headers.delete('authorization')
    return follow(next, init, left - 1)
  }
  return async (input, init = {}) => {
    const request = input instanceof Request ? input : null
    const url = new URL(request ? request.url : String(input))
    const headers = new Headers(init.headers ?? request?.headers)
    const body = init.body ?? (request?.body ? await request.text() : undefined)
    const method = init.method ?? request?.method ?? 'GET'
    return follow(
      url,
      { method, headers, body: body === undefined || body === null ? undefined : String(body) },
      mostRedirects,
    )
  }
}

interface Plain {
  readonly method: string
  readonly headers: Headers
  readonly body: string | undefined
}

function ask(url: URL, { method, headers, body }: Plain, { allowsInside, ending }: Guard): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method,
      headers: {
        ...Object.fromEntries(headers),
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      },
      signal: AbortSignal.any([AbortSignal.timeout(patience), ...(ending ? [ending] : [])]),
      ...(allowsInside ? {} : { lookup: publicOnly }),
    })
    request.once('error', reject)
    // Left alone it would end the connection without a word, and nobody would ever be answered.
    request.once('upgrade', (_message, socket) => {
      socket.destroy()
      reject(new Error('it speaks another protocol than http'))
    })
    request.once('response', (message) => {
      collect(message).then((bytes) => resolve(toResponse(message, bytes)), reject)
    })
    request.end(body)
  })
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw new Error('it is larger than 10 MiB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function toResponse({ statusCode = 502, headers }: IncomingMessage, bytes: Buffer): Response {
  const list = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as [string, string]],
  )
  // These may not have a body, not even an empty one.
  const isBare = statusCode === 204 || statusCode === 205 || statusCode === 304
  return new Response(isBare ? null : new Uint8Array(bytes), { status: statusCode, headers: list })
}
