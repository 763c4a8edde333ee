import type { EmployerRole } from '#protocol/permissions'
import {
  type AnEmployer,
  type AnEngagement,
  type Answer,
  aMember,
  anEmployer,
  type Caller,
  mailedToken,
  password,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'

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
  readonly nextCursor: string | null
}
export interface Refused {
  readonly code: string
  readonly errors?: readonly { readonly path: string }[]
}

export const logIn = (caller: Caller, email: string, secret = password): Promise<Answer<Entered>> =>
  caller.post<Entered>('/api/auth/login', { email, password: secret })

/** The secret of the newest mailed link, once it is another than the one known. */
export const newerToken = (server: TestServer, to: string, page: string, known: string): Promise<string> =>
  eventually(async () => {
    const token = await mailedToken(server, to, page)
    return token === known ? null : token
  })

export type InCompany = Caller & { readonly employerId: string; readonly api: string }

export async function anOwner(server: TestServer): Promise<InCompany> {
  const { owner, employerId, api } = await anEmployer(server, { companyName: 'Northwind Trading' })
  return Object.assign(owner, { employerId, api })
}

export const aColleague = (owner: InCompany, role: EmployerRole): Promise<Caller> =>
  aMember({ owner, employerId: owner.employerId, api: owner.api, slug: '' }, role)

/** An engagement as its employer is shown it. */
export interface Engaged extends AnEngagement {
  readonly email: string
  readonly consultant: { readonly name: string; readonly headline: string } | null
  readonly addedUserIds: readonly string[]
}

export const engagementsOf = ({ api }: Pick<AnEmployer, 'api'>) => `${api}/engagements`
export const accept = (caller: Caller, id: string) =>
  caller.post<AnEngagement & Refused>(`/api/engagements/${id}/accept`)
export const end = ({ owner, api }: AnEmployer, id: string, body: object = {}) =>
  owner.post<Engaged & Refused>(`${engagementsOf({ api })}/${id}/end`, body)
/** Those of a consultant. */
export const mine = async (caller: Caller) => (await caller.get<Items<AnEngagement>>('/api/engagements')).body.items
export const shown = async (employer: AnEmployer) =>
  (await employer.owner.get<Items<Engaged>>(engagementsOf(employer))).body.items
