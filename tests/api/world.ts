import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type EmployerRole, Role } from '#protocol/permissions'
import { newFileId } from '../../server/store/file-bytes.ts'
import { newId } from '../../server/store/ids.ts'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { outboxRows } from '../../server/store/outbox.ts'
import {
  type AnApplication,
  type AnEmployer,
  type AnEngagement,
  aConsultant,
  aMember,
  anApplication,
  anEmployer,
  anEngagement,
  anInterview,
  aPosting,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import type { TestServer } from '../server.ts'

/** One employer with a person of every role, and a second employer that must learn nothing of it. */
export interface World {
  readonly employer: AnEmployer
  readonly stranger: AnEmployer
  readonly nobody: Caller
  /** Somebody who applied; calls of candidates are made with their link. */
  readonly guest: AnApplication
  readonly people: Readonly<Record<Role, Caller>>
  /** The consultant's with the employer. */
  readonly engagement: AnEngagement
  /** A new posting; `own`: the hiring manager and the interviewer are on its team. */
  posting(own: boolean, facts?: { published?: boolean }): Promise<string>
  /** A new application to a published posting. */
  application(own: boolean): Promise<AnApplication & { jobId: string }>
  /** Somebody who is a member and can be spared. */
  spareMember(): Promise<string>
  /** Address of a program that takes every call of a webhook. */
  readonly receiver: string
  /** Work of the employer's that was given up. */
  failedWork(): Promise<string>
  /** An interview of the owner's that is under way; `own` as above. */
  interviewUnderWay(own: boolean): Promise<string>
  close(): Promise<void>
}

export async function aWorld(server: TestServer): Promise<World> {
  const [employer, stranger] = await Promise.all([anEmployer(server), anEmployer(server)])
  const people = await everyRole(employer)
  const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  const receiver = await aReceiver()
  const engagement = await anEngagement(employer, people.consultant)
  const team = { hiringManagerIds: [people.hiring_manager.userId], interviewerIds: [people.interviewer.userId] }
  const staffed = async (jobId: string, own: boolean): Promise<string> => {
    if (own) expectStatus(await employer.owner.put(`${employer.api}/job-postings/${jobId}/team`, team), 200)
    return jobId
  }
  const published = new Map<boolean, Promise<string>>()
  const publishedJob = (own: boolean): Promise<string> => {
    const made = published.get(own) ?? aPublishedPosting(employer).then(({ id }) => staffed(id, own))
    published.set(own, made)
    return made
  }
  const world: World = {
    employer,
    stranger,
    nobody: new Caller(server),
    guest: await anApplication(employer, { id: await publishedJob(false) }),
    people,
    engagement,
    posting: async (own, facts = {}) =>
      staffed((await (facts.published ? aPublishedPosting(employer) : aPosting(employer))).id, own),
    application: async (own) => {
      const jobId = await publishedJob(own)
      return { ...(await anApplication(employer, { id: jobId })), jobId }
    },
    interviewUnderWay: async (own) => {
      const { candidateId } = await world.application(own)
      const id = await anInterview(employer, candidateId)
      const rows = store.db.collection<{ _id: string }>('interviews')
      await rows.updateOne({ _id: id }, { $set: { startsAt: new Date(Date.now() - 1000) } })
      return id
    },
    spareMember: () => aRowOf(store, employer, 'viewer'),
    receiver: receiver.url,
    failedWork: () => aDeadRow(store, employer),
    close: async () => {
      receiver.server.close()
      await store.close()
    },
  }
  return world
}

async function everyRole(employer: AnEmployer): Promise<Record<Role, Caller>> {
  const invited: EmployerRole[] = ['admin', 'recruiter', 'hiring_manager', 'interviewer', 'viewer']
  const made = await Promise.all(invited.map(async (role) => [role, await aMember(employer, role)] as const))
  const consultant = await aConsultant(employer.owner.server)
  const people = new Map<Role, Caller>([['owner', employer.owner], ['consultant', consultant], ...made])
  return Object.fromEntries(Role.options.map((role) => [role, people.get(role)])) as Record<Role, Caller>
}

async function aRowOf(store: Store, { employerId }: AnEmployer, role: EmployerRole): Promise<string> {
  const userId = newId()
  await store.db.collection<{ _id: string }>('memberships').insertOne({
    _id: newId(),
    employerId,
    userId,
    role,
    jobIds: [],
    version: 1,
    joinedAt: new Date(),
  } as {
    _id: string
  })
  return userId
}

async function aReceiver(): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server }
}

/** Work on nothing that was given up: run again, it is done. */
async function aDeadRow(store: Store, { employerId }: AnEmployer): Promise<string> {
  const [_id, at] = [newId(), new Date()]
  await outboxRows(store).insertOne({
    ...{ _id, job: 'discard-upload', payload: { attachmentId: _id, fileId: newFileId() }, state: 'dead', attempts: 22 },
    ...{ dueAt: at, createdAt: at, finishedAt: at, lastError: 'No answer', employerId },
  })
  return _id
}
