import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EngagementRecord, engagements } from '../../server/consultants/engagements.ts'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { aConsultant, aMember, anEmployer, anEngagement } from '../builders.ts'
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

let server: TestServer
let store: Store
beforeAll(async () => {
  server = await sharedServer()
  store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
})
afterAll(() => store.close())

it('[ENG-14] every change of who may take part raises the epoch of the conversation’s rights, and nothing else does', async () => {
  const employer = await anEmployer(server)
  const { owner, api } = employer
  const noor = await aConsultant(server)
  const { id } = await anEngagement(employer, noor)
  const stored = async (): Promise<EngagementRecord> => {
    const found = await engagements.byId({ db: store.db, now: new Date() }, id)
    if (!found) throw new Error('The engagement is stored')
    return found
  }
  let before = (await stored()).rightsEpoch
  const raises = async (change: () => Promise<unknown>, by: boolean) => {
    await change()
    const { rightsEpoch } = await stored()
    expect(rightsEpoch > before).toBe(by)
    before = rightsEpoch
  }
  const someone = { userId: '' }
  const people = `/api/conversations/${id}/participants`
  await raises(async () => {
    someone.userId = (await aMember(employer, 'interviewer')).userId
  }, true)
  await raises(() => owner.post(people, { userId: someone.userId }), true)
  await raises(() => owner.post(people, { userId: someone.userId }), false)
  await raises(() => owner.delete(`${people}/${someone.userId}`), true)
  await raises(() => owner.patch(`${api}/users/${someone.userId}`, { role: 'recruiter' }), true)
  await raises(() => owner.patch(`${api}/users/${someone.userId}`, { role: 'recruiter' }), false)
  await raises(() => owner.delete(`${api}/users/${someone.userId}`), true)
  await raises(() => owner.patch(`${api}/users/${owner.userId}`, { role: 'admin' }), false)
  await raises(() => owner.post(`${api}/engagements/${id}/end`, {}), true)
  await raises(() => owner.patch(`${api}/engagements/${id}`, { historyOpen: true }), true)
  // Members read on after the end: their rights go on changing.
  await raises(() => aMember(employer, 'recruiter'), true)
})
