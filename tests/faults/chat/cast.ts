import type { Db } from 'mongodb'
import type { EmployerRole } from '#protocol/permissions'
import { userRows } from '../../../server/auth/repository.ts'
import { createSessions } from '../../../server/auth/sessions.ts'
import { engagementRows } from '../../../server/consultants/engagements.ts'
import { newProfile, type ProfileRecord } from '../../../server/consultants/profiles.ts'
import { employerRows } from '../../../server/employers/repository.ts'
import { newId } from '../../../server/store/ids.ts'
import { membershipRows } from '../../../server/team/repository.ts'

/** Somebody who is signed in. */
export interface Role {
  readonly userId: string
  readonly name: string
  /** What the session's cookie holds. */
  secret: string
  readonly role: EmployerRole | 'consultant'
  /** Null: a consultant. */
  readonly employer: number | null
  /** Numbers of the conversations that the person takes part in. */
  readonly conversations: number[]
}

export interface Place {
  /** Of the conversation and of its engagement. */
  readonly id: string
  readonly employer: number
  readonly employerId: string
  readonly consultantId: string
  readonly addedUserIds: string[]
}

/** Everybody there is: employers with their people, and a conversation with a consultant each. */
export interface Cast {
  readonly employerIds: readonly string[]
  readonly places: readonly Place[]
  readonly people: readonly Role[]
}

/** The first of each employer owns it; viewers and every second interviewer are in no conversation. */
const roles: readonly EmployerRole[] = [
  'recruiter',
  'hiring_manager',
  'interviewer',
  'admin',
  'hiring_manager',
  'recruiter',
  'viewer',
  'hiring_manager',
  'interviewer',
  'recruiter',
]

/**
 * @param people how many, consultants among them
 * @param conversations two at each employer; the first consultant works for two employers
 */
export function aCast(people: number, conversations: number): Cast {
  const employerIds = Array.from({ length: Math.ceil(conversations / 2) }, () => newId())
  const consultants: Role[] = []
  const places = Array.from({ length: conversations }, (_, i): Place => {
    const employer = i % employerIds.length
    const shared = i === 1 && employer !== 0 ? consultants[0] : undefined
    const consultant = shared ?? aPerson(`consultant ${i}`, 'consultant', null)
    if (!shared) consultants.push(consultant)
    consultant.conversations.push(i)
    const employerId = employerIds[employer] ?? ''
    return { id: newId(), employer, employerId, consultantId: consultant.userId, addedUserIds: [] }
  })
  const staff = Array.from({ length: people - consultants.length }, (_, i) => {
    const employer = i % employerIds.length
    const rank = Math.floor(i / employerIds.length)
    const role = rank === 0 ? 'owner' : (roles[(rank - 1) % roles.length] ?? 'recruiter')
    const person = aPerson(`${role} ${i}`, role, employer)
    const theirs = places.flatMap((place, number) => (place.employer === employer ? [{ place, number }] : []))
    if (role === 'viewer') return person
    for (const { place, number } of theirs) {
      const isAdded = role === 'interviewer' && rank % 4 === 3 && number < employerIds.length
      if (isAdded) place.addedUserIds.push(person.userId)
      if (role !== 'interviewer' || isAdded) person.conversations.push(number)
    }
    return person
  })
  return { employerIds, places, people: [...consultants, ...staff] }
}

const aPerson = (name: string, role: Role['role'], employer: number | null): Role => ({
  userId: newId(),
  name,
  secret: '',
  role,
  employer,
  conversations: [],
})

/** Writes them straight to the store: hundreds of registrations would take longer than the test. */
export async function enter(db: Db, { employerIds, places, people }: Cast): Promise<void> {
  const now = new Date()
  const scope = { db, now }
  await employerRows(scope).insertMany(
    employerIds.map((_id, i) => ({
      _id,
      companyName: `Company ${i}`,
      slug: `company-${_id}`,
      contactNumber: '+44 20 7946 0000',
      currency: 'EUR',
      createdAt: now,
    })),
  )
  await userRows(scope).insertMany(
    people.map(({ userId, name, role }) => ({
      _id: userId,
      kind: role === 'consultant' ? 'consultant' : 'employer',
      email: emailOf(userId),
      emailKey: emailOf(userId),
      name,
      passwordHash: 'nobody signs in by password here',
      verifiedAt: now,
      lastSignedInAt: null,
      createdAt: now,
    })),
  )
  const member = (employerId: string, userId: string, role: Role['role']) => {
    return { _id: newId(), employerId, userId, role, jobIds: [], version: 1, joinedAt: now }
  }
  await membershipRows(scope).insertMany([
    ...people.flatMap(({ userId, role, employer }) =>
      employer === null ? [] : [member(employerIds[employer] ?? '', userId, role)],
    ),
    ...places.map(({ employerId, consultantId }) => member(employerId, consultantId, 'consultant')),
  ])
  await db
    .collection<ProfileRecord>('consultant_profiles')
    .insertMany(people.filter(({ role }) => role === 'consultant').map(({ userId }) => newProfile(userId, 'Fair & Co')))
  await engagementRows(scope).insertMany(
    places.map(({ id, employer, employerId, consultantId, addedUserIds }) => ({
      _id: id,
      employerId,
      email: emailOf(consultantId),
      emailKey: emailOf(consultantId),
      consultantId,
      state: 'active',
      isOpen: true,
      purpose: '',
      invitedBy: people.find((person) => person.employer === employer)?.userId ?? '',
      historyOpen: false,
      addedUserIds: [...addedUserIds],
      rightsEpoch: 2,
      version: 2,
      invitedAt: now,
      answeredAt: now,
      endedAt: null,
    })),
  )
  const sessions = createSessions(db)
  for (const person of people) {
    const session = await sessions.create(scope, person.userId, { request: 'r', ip: '127.0.0.1', userAgent: 'tests' })
    person.secret = session.secret
  }
}

const emailOf = (userId: string): string => `${userId}@example.com`
