import { randomUUID } from 'node:crypto'
import type { EmployerRole } from '#protocol/permissions'
import { eventually, type RunningServer } from '../server.ts'

export interface Answer<Body = unknown> {
  readonly status: number
  readonly body: Body
  readonly headers: Headers
}

/** The parts of answers that tests go on with. */
export interface Registered {
  readonly employer: { readonly id: string; readonly slug: string }
  readonly user: { readonly id: string }
}
export interface Entered {
  readonly user: { readonly id: string; readonly memberships: readonly { readonly employerId: string }[] }
}
export interface Items<Item> {
  readonly items: readonly Item[]
}
export interface Refused {
  readonly code: string
  readonly errors?: readonly { readonly path: string }[]
}

interface Extra {
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

export const goodPassword = 'dolphin-kettle-42'

/** A browser: keeps the session cookie and names our page as its origin. */
export class Caller {
  readonly server: RunningServer
  cookie: string | null = null

  constructor(server: RunningServer) {
    this.server = server
  }

  async call<Body = unknown>(method: string, path: string, { body, headers = {} }: Extra = {}): Promise<Answer<Body>> {
    const answer = await fetch(`${this.server.url}/api${path}`, {
      method,
      headers: {
        origin: this.server.url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie === null ? {} : { cookie: this.cookie }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? ''
      if (pair.startsWith('clearview_session=')) this.cookie = pair === 'clearview_session=' ? null : pair
    }
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text), headers: answer.headers }
  }

  get = <Body = unknown>(path: string) => this.call<Body>('GET', path)
  post = <Body = unknown>(path: string, body?: unknown, headers?: Record<string, string>) =>
    this.call<Body>('POST', path, { body, ...(headers ? { headers } : {}) })
  patch = <Body = unknown>(path: string, body: unknown, headers?: Record<string, string>) =>
    this.call<Body>('PATCH', path, { body, ...(headers ? { headers } : {}) })
  delete = (path: string) => this.call('DELETE', path)

  logIn = (email: string, password = goodPassword) => this.post<Entered>('/auth/login', { email, password })
}

export const anAddress = (name = 'person'): string => `${name}-${randomUUID().slice(0, 8)}@example.com`

/** The secret in the newest mail to an address whose link leads to this page; waits until it is there. */
export function secretFromMail(server: RunningServer, to: string, page: string, after?: string): Promise<string> {
  return eventually(async () => {
    for (const { links } of await server.mail(to)) {
      for (const link of links) {
        const { pathname, searchParams } = new URL(link)
        const token = searchParams.get('token')
        if (pathname === page && token && token !== after) return token
      }
    }
    return null
  })
}

export interface SignedIn extends Caller {
  readonly email: string
  readonly userId: string
  readonly employerId: string
}

/** Registers a company, confirms the address and signs the owner in. */
export async function anOwner(server: RunningServer, email = anAddress('owner')): Promise<SignedIn> {
  const caller = new Caller(server)
  const { body } = await caller.post<Registered>('/employers/register', {
    companyName: 'Northwind Trading',
    email,
    password: goodPassword,
    contactNumber: '+44 20 7946 0000',
  })
  await caller.post('/auth/verify-email', { token: await secretFromMail(server, email, '/verify-email') })
  await caller.logIn(email)
  return Object.assign(caller, { email, userId: body.user.id, employerId: body.employer.id })
}

/** Somebody new, invited by `inviter` and signed in. */
export async function aMember(inviter: SignedIn, role: EmployerRole): Promise<SignedIn> {
  const { server, employerId } = inviter
  const email = anAddress(role)
  await inviter.post(`/employers/${employerId}/invitations`, { email, role })
  const caller = new Caller(server)
  const token = await secretFromMail(server, email, '/invitation')
  const { body } = await caller.post<Entered>('/invitations/accept', {
    token,
    name: `The ${role}`,
    password: goodPassword,
  })
  return Object.assign(caller, { email, userId: body.user.id, employerId })
}
