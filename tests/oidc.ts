import { createServer } from 'node:http'
import Provider from 'oidc-provider'

interface Somebody {
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
}

/** A company's own OpenID provider, on this machine. */
export interface RunningProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who sits at the browser from here on. */
  signsIn(subject: string, who: Somebody): void
  stop(): Promise<void>
}

/** Whoever comes is signed in at once, as the person who sits at the browser. */
export async function startProvider(redirectUri: string): Promise<RunningProvider> {
  const people = new Map<string, Somebody>()
  let here = ''
  let handle: Parameters<typeof createServer>[1] = (_request, response) => void response.end()
  const server = createServer((request, response) => handle?.(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  const [clientId, clientSecret] = ['clearview', 'a secret between the two of us']
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...people.get(id) }),
    }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    cookies: { keys: ['for a test'] },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Grant: 600, Interaction: 600, Session: 600 },
  })
  const callback = provider.callback()
  handle = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response)
    const grant = new provider.Grant({ accountId: here, clientId })
    grant.addOIDCScope('openid email profile')
    void grant.save().then((grantId) => {
      const result = { login: { accountId: here }, consent: { grantId } }
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
    })
  }
  return {
    issuer,
    clientId,
    clientSecret,
    signsIn: (subject, who) => {
      here = subject
      people.set(subject, who)
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Goes where redirects lead, with the cookies of each place, as a browser does; ends at a page that is no redirect. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>()
  readonly visited: string[] = []

  cookiesOf(origin: string): string {
    return [...(this.#cookies.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** @param stopAt goes no further than an address that begins so, and does not open it */
  async go(address: string, stopAt?: string): Promise<{ url: string; status: number }> {
    let url = address
    for (let hops = 0; hops < 15; hops++) {
      if (stopAt && url.startsWith(stopAt)) return { url, status: 0 }
      const { origin } = new URL(url)
      this.visited.push(url)
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie: this.cookiesOf(origin) } })
      const jar = this.#cookies.get(origin) ?? new Map<string, string>()
      this.#cookies.set(origin, jar)
      for (const cookie of answer.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';')
        const at = pair.indexOf('=')
        if (pair.slice(at + 1) === '') jar.delete(pair.slice(0, at))
        else jar.set(pair.slice(0, at), pair.slice(at + 1))
      }
      const location = answer.headers.get('location')
      await answer.text()
      if (location === null) return { url, status: answer.status }
      url = new URL(location, url).href
    }
    throw new Error(`Redirected for ever: ${this.visited.join(' -> ')}`)
  }
}
