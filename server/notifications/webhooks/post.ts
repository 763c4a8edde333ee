import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { expectPublicHost, publicLookup } from './safe-address.ts'

/** Milliseconds for the whole call. */
const patience = 10_000

export interface Posted {
  /** Null: there was no answer. */
  readonly status: number | null
  readonly error: string | null
  readonly milliseconds: number
}

/**
 * Posts JSON to a stranger's address. Redirects are not followed, what it answers is not read, and unless it is allowed
 * the connection goes to public addresses alone. Never throws: what went wrong is in the answer.
 */
export async function postTo(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { toPrivate }: { readonly toPrivate: boolean },
): Promise<Posted> {
  const began = performance.now()
  const took = () => Math.round(performance.now() - began)
  try {
    const status = await send(new URL(url), body, headers, toPrivate)
    return { status, error: null, milliseconds: took() }
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error)
    return { status: null, error: reason.slice(0, 300), milliseconds: took() }
  }
}

function send(url: URL, body: string, headers: Readonly<Record<string, string>>, toPrivate: boolean): Promise<number> {
  if (!toPrivate) expectPublicHost(url.hostname)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'ClearView-Webhooks' },
      agent: false,
      signal: AbortSignal.timeout(patience),
      ...(toPrivate ? {} : { lookup: publicLookup }),
    })
    call.on('error', reject)
    // Left alone it would end the connection without a word, and the call would wait for ever.
    call.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode ?? 0)
    })
    call.on('response', (response) => {
      response.on('error', () => undefined)
      response.destroy()
      resolve(response.statusCode ?? 0)
    })
    call.end(body)
  })
}
