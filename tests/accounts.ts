import { randomUUID } from 'node:crypto'
import type { EmployerRole } from '#protocol/permissions'
import { accounts } from '../server/auth/accounts.ts'
import { nameFromAddress } from '../server/auth/addresses.ts'
import { hashPassword } from '../server/auth/passwords.ts'
import { users } from '../server/auth/repository.ts'
import { createSessions } from '../server/auth/sessions.ts'
import { newProfile, profiles } from '../server/consultants/profiles.ts'
import { standingChanged } from '../server/consultants/standing-changed.ts'
import { employers } from '../server/employers/repository.ts'
import { feedOf } from '../server/journal/entry.ts'
import type { Tx } from '../server/journal/tx.ts'
import { newRequestId } from '../server/request-id.ts'
import { newId } from '../server/store/ids.ts'
import { openStore } from '../server/store/mongo.ts'
import { join } from '../server/team/membership.ts'
import { aJournal } from './open-store.ts'

/** What signing up takes: every test needs people, and only some are about how they came. */
export const password = 'five quiet herons fly north'

interface Made {
  readonly userId: string
  /** Of a session that is open. */
  readonly cookie: string
}

/**
 * Puts companies and people into a store as signing up, confirming the address and signing in leave them. By the API
 * that is two hashed passwords, a mail, and some fifty commands for each person.
 */
export interface Accounts {
  employer(facts: { companyName: string; email: string }): Promise<Made & { employerId: string; slug: string }>
  member(facts: { employerId: string; role: EmployerRole; email: string; name: string }): Promise<Made>
  consultant(facts: { email: string; name: string }): Promise<Made>
}

const visitor = { request: newRequestId(), ip: '127.0.0.1', userAgent: 'node' }

/** Opens the store when the first is asked for; it stays open until the process ends. */
export function accountsIn(dataDir: string): Accounts {
  let opened: ReturnType<typeof open> | undefined
  const parts = () => {
    opened ??= open(dataDir)
    return opened
  }

  async function person(
    tx: Tx,
    kind: 'employer' | 'consultant',
    facts: { email: string; name: string },
  ): Promise<Made> {
    const { passwordHash, sessions } = await parts()
    const { _id } = await accounts.create(tx, { kind, ...facts, passwordHash, isVerified: true })
    await users.noteSignIn(tx, _id, passwordHash)
    const { secret } = await sessions.create(tx, _id, visitor)
    return { userId: _id, cookie: `clearview_session=${secret}` }
  }

  return {
    employer: async ({ companyName, email }) => {
      const { journal } = await parts()
      const [employerId, slug] = [newId(), `company-${randomUUID()}`]
      return journal.commit([feedOf(employerId)], async (tx) => {
        const owner = await person(tx, 'employer', { email, name: nameFromAddress(email) })
        const contactNumber = '+44 20 7946 0000'
        await employers.insert(tx, {
          _id: employerId,
          companyName,
          slug,
          contactNumber,
          currency: 'USD',
          createdAt: tx.now,
        })
        await join(tx, visitor, employerId, owner.userId, 'owner')
        return { ...owner, employerId, slug }
      })
    },
    member: async ({ employerId, role, email, name }) => {
      const { journal } = await parts()
      return journal.commit([feedOf(employerId)], async (tx) => {
        const member = await person(tx, 'employer', { email, name })
        await join(tx, visitor, employerId, member.userId, role)
        await standingChanged(
          tx,
          { userId: member.userId, ip: visitor.ip },
          { employerId, userId: member.userId, role },
        )
        return member
      })
    },
    consultant: async ({ email, name }) => {
      const { journal } = await parts()
      return journal.commit([], async (tx) => {
        const consultant = await person(tx, 'consultant', { email, name })
        await profiles.insert(tx, newProfile(consultant.userId, ''))
        return consultant
      })
    },
  }
}

async function open(dataDir: string) {
  const [store, passwordHash] = await Promise.all([
    openStore({ DATA_DIR: dataDir, MONGODB_URI: process.env['MONGODB_URI'] }),
    hashPassword(password),
  ])
  // Nothing that follows from signing up is left to the workers.
  return { journal: aJournal(store), passwordHash, sessions: createSessions(store.db) }
}
