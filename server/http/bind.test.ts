import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { endpoints } from '#protocol/tokens'
import { AppError } from '../app-error.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import type { Member, Person } from './actor.ts'
import { createBind } from './bind.ts'
import { createOrigins } from './origin.ts'

const person = { kind: 'person', userId: 'u1', sessionId: 's1' } as Person
const standing = (role: Member['role'], membershipVersion: number) =>
  ({ ...person, employerId: 'e1', role, jobIds: null, membershipVersion }) as unknown as Member

/** A server of one call, whose caller stands as told when the request comes in, and in its transaction. */
function aServer(asked: Member | null, inside: Member | null) {
  const app = new Hono().onError((error) => {
    if (!(error instanceof AppError)) throw error
    return new Response(error.code, { status: 418 })
  })
  const tx = { session: {} } as Tx
  const member = async (scope: Scope) => (scope === tx ? inside : asked)
  const origins = createOrigins({ PUBLIC_URL: 'https://hiring.example.com' })
  const journal = { for: () => ({ commit: (_streams: unknown, command: (tx: Tx) => unknown) => command(tx) }) }
  const bind = createBind({
    ...{ app, origins, trustProxy: 0, maxBodyBytes: 1000, scope: () => ({}) as Scope },
    journal: journal as unknown as SharedJournal,
    limits: { take: async () => undefined },
    identify: {
      ...{ member, person: async () => person, caller: async () => ({ person, member }) },
      portalVisitor: async () => null,
    },
  })
  let ran: Member | null = null
  bind.handle(endpoints.revokeToken, async (_member, _input, _context, once) => {
    await once([], async (_tx, fresh) => {
      ran = fresh
    })
    return undefined
  })
  const headers = { cookie: 'clearview_session=x', origin: 'https://hiring.example.com' }
  const env = { incoming: { socket: { remoteAddress: '192.0.2.1' } } }
  const call = () => app.request('/api/employers/e1/tokens/t1', { method: 'DELETE', headers }, env)
  return { call, whoRan: () => ran }
}

it('[HTTP-38] what is done is held to the right as it is when it is done, not as it was when it was asked for', async () => {
  const owner = standing('owner', 1)
  const still = aServer(owner, standing('admin', 2))
  expect((await still.call()).status).toBe(204)
  expect(still.whoRan()).toMatchObject({ role: 'admin', membershipVersion: 2 })
  for (const [inside, code] of [
    [standing('viewer', 2), 'forbidden'],
    [null, 'not-found'],
  ] as const) {
    const { call, whoRan } = aServer(owner, inside)
    expect(await (await call()).text()).toBe(code)
    expect(whoRan()).toBeNull()
  }
})
