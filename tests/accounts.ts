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
import { sessionCookie } from '../server/http/recognise-caller.ts'
import { feedOf } from '../server/journal/entry.ts'
import type { Tx } from '../server/journal/tx.ts'
import { newRequestId } from '../server/request-id.ts'
import { newId } from '../server/store/ids.ts'
import type { Store } from '../server/store/mongo.ts'
import { join } from '../server/team/membership.ts'
import { aJournal } from './open-store.ts'

/** Of everybody. */
export const password = 'five quiet herons fly north'

interface Made {
  readonly userId: string
  /** Of a session that is open. */
  readonly cookie: string
}

/**
 * Puts companies and people into a store as signing up, confirming the address and signing in leave them. By the API
 * that is two hashed passwords, a mail, and some fifty commands for each person; and every test needs people, while few
 * are about how they came.
 */
export interface Accounts {
  employer(facts: { companyName: string; email: string }): Promise<Made & { employerId: string; slug: string }>
  member(facts: { employerId: string; role: EmployerRole; email: string; name: string }): Promise<Made>
  consultant(facts: { email: string; name: string }): Promise<Made>
}

const visitor = { request: newRequestId(), ip: '127.0.0.1', userAgent: 'node' }

export function accountsOn(store: Pick<Store, 'client' | 'db'>): Accounts {
  // Nothing that follows from signing up is left to the workers.
  const [journal, sessions, hashed] = [aJournal(store), createSessions(store.db), hashPassword(password)]

  async function person(
    tx: Tx,
    kind: 'employer' | 'consultant',
    facts: { email: string; name: string },
  ): Promise<Made> {
    const passwordHash = await hashed
    const { _id } = await accounts.create(tx, { kind, ...facts, passwordHash, isVerified: true })
    await users.noteSignIn(tx, _id, passwordHash)
    const { secret } = await sessions.create(tx, _id, visitor)
    return { userId: _id, cookie: `${sessionCookie}=${secret}` }
  }

  return {
    employer: ({ companyName, email }) => {
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
    member: ({ employerId, role, email, name }) => {
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
    consultant: ({ email, name }) => {
      return journal.commit([], async (tx) => {
        const consultant = await person(tx, 'consultant', { email, name })
        await profiles.insert(tx, newProfile(consultant.userId, ''))
        return consultant
      })
    },
  }
}
