import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'
import { codeName } from './code-name.ts'
import { likenessKeys } from './likeness.ts'
import { notePlan } from './notes.ts'
import { mayKnow, type Reader } from './reader.ts'
import { resumePlans } from './resumes/repository.ts'

/** A person who applied to one employer. Identity is in this record and nowhere else. */
export interface CandidateRecord {
  _id: string
  employerId: string
  code: string
  name: string
  email: string
  emailKey: string
  phone: string | null
  /** By these a person who applied before is found again. */
  addressKey?: string
  phoneKey?: string | null
  nameKey?: string | null
  /** Shared by all records of one person; left out: this is the only one. */
  personId?: string | null
  tags?: string[]
  version: number
  createdAt: Date
  /** Since when nobody can say who it was. */
  erasedAt?: Date
}

/** That a candidate's identity was shown to a person, why and when: kept for ever. */
export interface RevealRecord {
  _id: string
  employerId: string
  candidateId: string
  userId: string
  reason: string
  at: Date
}

export const candidatePlans: readonly CollectionPlan[] = [
  notePlan,
  ...resumePlans,
  {
    collection: 'candidates',
    indexes: [
      { key: { employerId: 1, emailKey: 1 }, name: 'employer_email', unique: true },
      { key: { employerId: 1, code: 1 }, name: 'employer_code', unique: true },
      { key: { employerId: 1, addressKey: 1 }, name: 'employer_address' },
      { key: { employerId: 1, phoneKey: 1 }, name: 'employer_phone' },
      { key: { employerId: 1, nameKey: 1 }, name: 'employer_name' },
      { key: { employerId: 1, personId: 1 }, name: 'employer_person' },
    ],
  },
  {
    collection: 'reveals',
    indexes: [
      { key: { candidateId: 1, userId: 1 }, name: 'candidate_user', unique: true },
      { key: { employerId: 1, userId: 1 }, name: 'employer_user' },
    ],
  },
]

const candidateRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<CandidateRecord>('candidates')
const revealRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<RevealRecord>('reveals')

export const emailKeyOf = (email: string): string => email.trim().toLowerCase()

export const candidates = {
  /** @throws {AppError} `not-found`, also for a candidate of another employer */
  get: async (scope: Scope, employerId: string, candidateId: string): Promise<CandidateRecord> => {
    const candidate = await candidateRows(scope).findOne({ _id: candidateId, employerId }, within(scope))
    if (!candidate) throw new AppError('not-found', 'There is no such candidate.')
    return candidate
  },
  byEmail: (scope: Scope, employerId: string, email: string): Promise<CandidateRecord | null> =>
    candidateRows(scope).findOne({ employerId, emailKey: emailKeyOf(email) }, within(scope)),
  many: async (scope: Scope, employerId: string, ids: readonly string[]): Promise<Map<string, CandidateRecord>> => {
    if (ids.length === 0) return new Map()
    const found = await candidateRows(scope)
      .find({ _id: { $in: [...new Set(ids)] }, employerId }, { ...within(scope), batchSize: ids.length + 1 })
      .toArray()
    return new Map(found.map((candidate) => [candidate._id, candidate]))
  },
  /**
   * Who has the address already, else a new candidate under a code name that nobody else at the employer has. What is
   * known of a person is not overwritten by whoever types their address.
   */
  findOrAdd: async (
    tx: Tx,
    candidate: Omit<CandidateRecord, 'code'>,
  ): Promise<{ candidate: CandidateRecord; isNew: boolean }> => {
    const { employerId, emailKey } = candidate
    for (let attempt = 0; ; attempt++) {
      const code = codeName(candidate._id, attempt)
      const found = await candidateRows(tx)
        .find(
          {
            $or: [
              { employerId, emailKey },
              { employerId, code },
            ],
          },
          within(tx),
        )
        .toArray()
      const known = found.find((one) => one.emailKey === emailKey)
      if (known) return { candidate: known, isNew: false }
      if (found.length > 0) continue
      const named = { ...candidate, code }
      tx.write(candidateRows(tx), { insertOne: { document: named } })
      return { candidate: named, isNew: true }
    }
  },
  /** Stores many new ones, each under a code name that nobody else at the employer has. */
  insertAll: async (
    tx: Tx,
    employerId: string,
    fresh: readonly Omit<CandidateRecord, 'code'>[],
  ): Promise<CandidateRecord[]> => {
    const named: CandidateRecord[] = []
    let left = fresh
    for (let attempt = 0; left.length > 0; attempt++) {
      const codes = left.map(({ _id }) => codeName(_id, attempt))
      const rows = await candidateRows(tx)
        .find({ employerId, code: { $in: codes } }, within(tx))
        .toArray()
      const taken = new Set([...rows, ...named].map(({ code }) => code))
      const again: Omit<CandidateRecord, 'code'>[] = []
      for (const [i, candidate] of left.entries()) {
        const code = codes[i] ?? ''
        if (taken.has(code)) again.push(candidate)
        else named.push({ ...candidate, code })
        taken.add(code)
      }
      left = again
    }
    if (named.length > 0) await candidateRows(tx).insertMany(named, { session: tx.session })
    return named
  },
  /** The other records of the same person. */
  kinOf: async (scope: Scope, { _id, employerId, personId }: CandidateRecord): Promise<CandidateRecord[]> => {
    if (!personId) return []
    const all = await candidateRows(scope).find({ employerId, personId }, within(scope)).toArray()
    return all.filter((one) => one._id !== _id)
  },
  /** The records of these persons, themselves among them. */
  ofPersons: (scope: Scope, employerId: string, personIds: readonly string[]): Promise<CandidateRecord[]> =>
    personIds.length === 0
      ? Promise.resolve([])
      : candidateRows(scope)
          .find({ employerId, personId: { $in: [...personIds] } }, within(scope))
          .toArray(),
  /** Those who share one of the keys, which a record from before there were any has not itself. */
  alike: async (scope: Scope, { _id, employerId, ...person }: CandidateRecord): Promise<CandidateRecord[]> => {
    const found = new Map<string, CandidateRecord>()
    const of = likenessKeys(person)
    for (const key of ['addressKey', 'phoneKey', 'nameKey'] as const) {
      if (!of[key]) continue
      const same = await candidateRows(scope)
        .find({ employerId, [key]: of[key] }, within(scope))
        .limit(50)
        .toArray()
      for (const one of same) if (one._id !== _id) found.set(one._id, one)
    }
    return [...found.values()]
  },
  /** Those whose name has this key, see `nameKeyOf`. */
  named: (scope: Scope, employerId: string, nameKey: string): Promise<CandidateRecord[]> =>
    candidateRows(scope).find({ employerId, nameKey }, within(scope)).limit(1000).toArray(),
  touch: async (tx: Tx, candidate: CandidateRecord): Promise<CandidateRecord> => {
    const touched = { ...candidate, version: candidate.version + 1 }
    await candidateRows(tx).replaceOne({ _id: candidate._id }, touched, { session: tx.session })
    return touched
  },
}

/** Those at these addresses, in the form of `emailKeyOf`. */
export const candidatesByEmail = (
  scope: Scope,
  employerId: string,
  emailKeys: readonly string[],
): Promise<CandidateRecord[]> =>
  candidateRows(scope)
    .find({ employerId, emailKey: { $in: [...emailKeys] } }, within(scope))
    .toArray()

export const reveals = {
  of: (scope: Scope, candidateId: string): Promise<RevealRecord[]> =>
    revealRows(scope).find({ candidateId }, within(scope)).sort({ candidateId: 1, userId: 1 }).toArray(),
  /** Which of these candidates the reader knows. */
  to: async (scope: Scope, reader: Reader, candidateIds: readonly string[]): Promise<Set<string>> => {
    if (candidateIds.length === 0 || !mayKnow(reader)) return new Set()
    const found = await revealRows(scope)
      .find({ candidateId: { $in: [...new Set(candidateIds)] }, userId: reader.userId }, within(scope))
      .toArray()
    return new Set(found.map((reveal) => reveal.candidateId))
  },
  insert: async (tx: Tx, reveal: RevealRecord): Promise<void> => {
    await revealRows(tx).insertOne(reveal, { session: tx.session })
  },
}
