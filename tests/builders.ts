import { randomUUID } from 'node:crypto'
import type { EmployerRole } from '#protocol/permissions'
import { password } from './accounts.ts'
import { call } from './http-call.ts'
import { eventually, type TestServer } from './server.ts'

export interface Answer<T = Record<string, unknown>> {
  status: number
  headers: Headers
  body: T
}

const isRaw = (body: unknown): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array

/** Somebody who calls the API: with a cookie when signed in. */
export class Caller {
  readonly server: TestServer
  cookie = ''
  userId = ''
  email = ''

  constructor(server: TestServer) {
    this.server = server
  }

  /** A call with the headers that a page of ours sends; `headers` add to them or replace them. */
  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const answer = await call(`${this.server.url}${path}`, {
      method,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(method === 'GET' ? {} : { origin: this.server.url }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined || isRaw(body) ? body : JSON.stringify(body),
    })
    const setCookie = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('clearview_session='))
    if (setCookie) this.cookie = setCookie.split(';')[0] ?? ''
    const { text } = answer
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false
    return { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as T }
  }

  get = <T = Record<string, unknown>>(path: string, headers?: Record<string, string>) =>
    this.call<T>('GET', path, undefined, headers)
  post = <T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>) =>
    this.call<T>('POST', path, body, headers)
  patch = <T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>) =>
    this.call<T>('PATCH', path, body, headers)
  put = <T = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>) =>
    this.call<T>('PUT', path, body, headers)
  delete = (path: string, headers?: Record<string, string>) => this.call('DELETE', path, undefined, headers)
}

export { password }
export const anAddress = (name = 'person'): string => `${name}-${randomUUID().slice(0, 8)}@example.com`

/** The secret of the newest link mailed to an address for a page. */
export async function mailedToken(server: TestServer, to: string, page: string): Promise<string> {
  return eventually(async () => {
    const links = (await server.mail(to)).flatMap((mail) => mail.links)
    const link = links.find((candidate) => new URL(candidate).pathname === page)
    return link ? new URL(link).searchParams.get('token') : null
  })
}

export interface AnEmployer {
  employerId: string
  slug: string
  /** Path of the employer's part of the API. */
  api: string
  owner: Caller
}

/** A registered, verified employer whose owner is signed in. */
export async function anEmployer(server: TestServer, facts: { companyName?: string } = {}): Promise<AnEmployer> {
  const owner = new Caller(server)
  owner.email = anAddress('owner')
  const companyName = facts.companyName ?? `Company ${randomUUID().slice(0, 8)}`
  if (server.accounts) {
    const { employerId, slug, ...person } = await server.accounts.employer({ companyName, email: owner.email })
    return { employerId, slug, api: `/api/employers/${employerId}`, owner: Object.assign(owner, person) }
  }
  const registered = await owner.post<{ employer: { id: string; slug: string }; user: { id: string } }>(
    '/api/employers/register',
    { companyName, email: owner.email, password, contactNumber: '+44 20 7946 0000' },
  )
  expectStatus(registered, 201)
  owner.userId = registered.body.user.id
  const token = await mailedToken(server, owner.email, '/verify-email')
  expectStatus(await owner.post('/api/auth/verify-email', { token }), 204)
  expectStatus(await owner.post('/api/auth/login', { email: owner.email, password }), 200)
  const { id, slug } = registered.body.employer
  return { employerId: id, slug, api: `/api/employers/${id}`, owner }
}

/** Somebody invited with a role, who accepted and is signed in. */
export async function aMember({ owner, api, employerId }: AnEmployer, role: EmployerRole): Promise<Caller> {
  const member = new Caller(owner.server)
  member.email = anAddress(role)
  const name = `A ${role}`
  const { accounts } = owner.server
  if (accounts) return Object.assign(member, await accounts.member({ employerId, role, email: member.email, name }))
  expectStatus(await owner.post(`${api}/invitations`, { email: member.email, role }), 201)
  const token = await mailedToken(owner.server, member.email, '/invitation')
  const accepted = await member.post<{ user: { id: string } }>('/api/invitations/accept', {
    token,
    name,
    password,
  })
  expectStatus(accepted, 200)
  member.userId = accepted.body.user.id
  return member
}

/** A registered, verified consultant who is signed in and engaged by nobody yet. */
export async function aConsultant(server: TestServer, facts: { name?: string; email?: string } = {}): Promise<Caller> {
  const consultant = new Caller(server)
  consultant.email = facts.email ?? anAddress('consultant')
  const { email } = consultant
  const body = { name: facts.name ?? 'Noor Haddad', email, password }
  if (server.accounts) return Object.assign(consultant, await server.accounts.consultant(body))
  const registered = await consultant.post<{ user: { id: string } }>('/api/consultants/register', body)
  expectStatus(registered, 201)
  consultant.userId = registered.body.user.id
  const token = await mailedToken(server, email, '/verify-email')
  expectStatus(await consultant.post('/api/auth/verify-email', { token }), 204)
  expectStatus(await consultant.post('/api/auth/login', { email, password }), 200)
  return consultant
}

export interface AnEngagement {
  id: string
  state: string
  conversationId: string
  consultantId: string
  employerId: string
  version: number
}

/** An invitation of the employer to an address. */
export async function anInvitedConsultant({ owner, api }: AnEmployer, consultantEmail: string): Promise<AnEngagement> {
  const invited = await owner.post<AnEngagement>(`${api}/engagements`, { consultantEmail })
  expectStatus(invited, 201)
  return invited.body
}

/** An engagement that the consultant accepted. */
export async function anEngagement(employer: AnEmployer, consultant: Caller): Promise<AnEngagement> {
  const { id } = await anInvitedConsultant(employer, consultant.email)
  const accepted = await consultant.post<AnEngagement>(`/api/engagements/${id}/accept`)
  expectStatus(accepted, 200)
  return accepted.body
}

export interface APosting {
  id: string
  title: string
  version: number
}

export const postingFacts = () => ({
  title: `Engineer ${randomUUID().slice(0, 8)}`,
  description: '<p>Build things that last.</p>',
  requirements: ['Care', 'TypeScript'],
  salary: { min: 50_000, max: 60_000, currency: 'EUR' },
  location: 'Lisbon',
  employmentType: 'Full time',
})

export async function aPosting({ owner, api }: AnEmployer, facts: object = {}): Promise<APosting> {
  const created = await owner.post<APosting>(`${api}/job-postings`, { ...postingFacts(), ...facts })
  expectStatus(created, 201)
  return created.body
}

export async function aPublishedPosting(employer: AnEmployer, facts: object = {}): Promise<APosting> {
  const posting = await aPosting(employer, facts)
  const published = await employer.owner.post<APosting>(`${employer.api}/job-postings/${posting.id}/transitions`, {
    to: 'published',
  })
  expectStatus(published, 200)
  return published.body
}

export interface AnApplication {
  applicationId: string
  candidateId: string
  portalUrl: string
  name: string
  email: string
}

export interface ATeam {
  recruiter: Caller
  manager: Caller
  interviewer: Caller
  viewer: Caller
}

/** People of four roles; the hiring manager and the interviewer are on the posting's team. */
export async function aTeam(employer: AnEmployer, { id }: Pick<APosting, 'id'>): Promise<ATeam> {
  const [recruiter, manager, interviewer, viewer] = await Promise.all([
    aMember(employer, 'recruiter'),
    aMember(employer, 'hiring_manager'),
    aMember(employer, 'interviewer'),
    aMember(employer, 'viewer'),
  ])
  const team = { hiringManagerIds: [manager.userId], interviewerIds: [interviewer.userId] }
  expectStatus(await employer.owner.put(`${employer.api}/job-postings/${id}/team`, team), 200)
  return { recruiter, manager, interviewer, viewer }
}

let applicants = 0

/** Somebody applies on the careers page. The name is one that no other text contains. */
export async function anApplication(
  { owner, slug }: AnEmployer,
  { id }: Pick<APosting, 'id'>,
  facts: { name?: string; email?: string; resumeText?: string } = {},
): Promise<AnApplication> {
  const name = facts.name ?? `Quirina${++applicants} Vandersteen`
  const email = facts.email ?? anAddress('applicant')
  const applied = await new Caller(owner.server).post<Omit<AnApplication, 'name' | 'email'>>(
    `/api/careers/${slug}/jobs/${id}/applications`,
    { name, email, phone: '+351 21 000 00 00', resumeText: facts.resumeText ?? `${name} wrote compilers.` },
  )
  expectStatus(applied, 201)
  return { ...applied.body, name, email }
}

let interviewHours = 0

/** A time in the years to come at which nothing else of this process is: another one each time. */
export const aFreeHour = (): string => new Date(Date.UTC(2031, 0, 6, 9) + 3600_000 * interviewHours++).toISOString()

/** An interview of the owner's with a candidate; answers its id. */
export async function anInterview(
  { owner, api }: AnEmployer,
  candidateId: string,
  facts: object = {},
): Promise<string> {
  const body = { candidateId, interviewTime: aFreeHour(), location: 'Second floor', ...facts }
  const made = await owner.post<{ id: string }>(`${api}/schedule-interview`, body)
  expectStatus(made, 200)
  return made.body.id
}

/** @throws with the whole answer, which says why */
export function expectStatus(answer: Answer<unknown>, status: number): void {
  if (answer.status === status) return
  throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`)
}
