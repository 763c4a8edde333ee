import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'

// Thousands of calls: Node's `fetch` takes three times the processor time of its `http`, beside the server under test.

export interface Called {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

interface Call {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | undefined
}

/**
 * Connections that are kept for the next call, as a browser keeps them. The server ends them when they were idle for 75 s:
 * a call that is sent meanwhile would be lost.
 */
const agent = new Agent({ keepAlive: true, timeout: 60_000 })

const mostRedirects = 10

/** Said even where Node takes it that there is no body, as for DELETE. */
const lengthOf = (body: Call['body']) =>
  body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }

/** What `fetch` says of itself. */
const asFetch = { accept: '*/*', 'user-agent': 'node' }

/** Calls a server by http and goes on where it leads, as `fetch` does. @throws when there is no answer */
export async function call(url: string, asked: Call, redirects = 0): Promise<Called> {
  const answer = await once(url, asked)
  const to = answer.headers.get('location')
  if (to === null || ![301, 302, 303, 307, 308].includes(answer.status)) return answer
  if (redirects === mostRedirects) throw new Error(`${url} leads on and on`)
  const keeps = answer.status >= 307 || asked.method === 'GET'
  const { 'content-type': _type, ...headers } = asked.headers
  return call(new URL(to, url).href, keeps ? asked : { method: 'GET', headers }, redirects + 1)
}

const once = (url: string, { method, headers, body }: Call): Promise<Called> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers: { ...asFetch, ...lengthOf(body), ...headers } }, (answer) => {
      read(answer)
        .then((called) => {
          // Refused before all was sent: as `fetch` does, the rest is not. Node would go on, and throw once nobody listens.
          if (!sent.writableFinished) sent.destroy()
          return called
        })
        .then(resolve, reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })

async function read(answer: IncomingMessage): Promise<Called> {
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part as Buffer)
  return {
    status: answer.statusCode ?? 0,
    headers: headersOf(answer.headers),
    text: new TextDecoder().decode(Buffer.concat(parts)),
  }
}

function headersOf(given: IncomingHttpHeaders): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) headers.append(name, one)
  }
  return headers
}
