import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { closeCodes } from '#protocol/coedit'
import { openStore } from '../../server/store/mongo.ts'
import { type APanel, aJudgedPosting, aPanel, sayings } from '../api/panel.ts'
import {
  type AnEmployer,
  type APosting,
  aConsultant,
  aMember,
  anEmployer,
  anEngagement,
  anInterview,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { allRead, allSaved, anEditor, closeEditors, synced, type as typeIn } from './editors.ts'
import { aFollower, closeSockets, type Follower } from './follower.ts'

let server: TestServer
let employer: AnEmployer
let posting: APosting
let owner: Caller
let admin: Caller
let recruiter: Caller
let manager: Caller
let viewer: Caller
let consultant: Caller
let ada: Caller
let bo: Caller

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  owner = employer.owner
  const roles = ['admin', 'recruiter', 'hiring_manager', 'viewer', 'interviewer', 'interviewer'] as const
  const people = await Promise.all(roles.map((role) => aMember(employer, role)))
  ;[admin, recruiter, manager, viewer, ada, bo] = people as [Caller, Caller, Caller, Caller, Caller, Caller]
  consultant = await aConsultant(server)
  await anEngagement(employer, consultant)
  posting = await aJudgedPosting(employer, { interviewers: [ada, bo], managers: [manager] })
})
afterEach(() => {
  closeEditors()
  closeSockets()
})

const about = ({ application: { applicationId } }: APanel, { pushed }: Follower) =>
  pushed.filter(({ data }) => data?.['applicationId'] === applicationId)

/** Everything that REST tells somebody that could hold what a reviewer said. */
async function everythingTold(person: Caller, panel: APanel): Promise<string> {
  const { applicationId, candidateId } = panel.application
  const { api } = employer
  const document = `${api}/documents/scorecard:${applicationId}`
  const paths = [
    panel.path,
    `${api}/reviews?jobId=${posting.id}`,
    `${api}/applications/${applicationId}`,
    `${api}/applications?jobId=${posting.id}`,
    `${api}/candidates/${candidateId}`,
    `${api}/job-postings/${posting.id}/kit`,
    `${api}/feed?limit=200`,
    `${api}/audit?limit=200`,
    `${api}/analytics`,
    `${document}?include=state`,
    `${document}/versions`,
    `${document}/comments`,
    `${api}/documents/notes:${applicationId}:${ada.userId}`,
  ]
  const answers = await Promise.all(paths.map(async (path) => JSON.stringify((await person.get(path)).body)))
  return answers.join('\n')
}

/** Of somebody's ratings as JSON says them: a number that somebody gave. */
const aScore = /"score":[1-5]|"mean":[\d.]+|"overall":[\d.]+/

describe('sealed', () => {
  it('[SCORE-7] only how many are in, of how many, is pushed: not whose, and not what', async () => {
    const panel = await aPanel(employer, posting)
    const followers = await Promise.all(
      [owner, ada, consultant, viewer].map((person) => aFollower(person, employer.employerId)),
    )
    const [ofOwner, ofAda, ofConsultant, ofViewer] = followers as [Follower, Follower, Follower, Follower]
    expectStatus(await panel.draft(ada, sayings('marmot', 4)), 200)
    expectStatus(await panel.submit(ada, {}), 200)
    const { applicationId, candidateId } = panel.application
    const data = { applicationId, jobId: posting.id, candidateId, submitted: 1, expected: 2 }
    for (const follower of [ofOwner, ofAda, ofConsultant]) {
      const [entry] = await eventually(() => (about(panel, follower).length > 0 ? about(panel, follower) : null))
      expect(entry).toMatchObject({ type: 'scorecard.submitted', data, actor: { kind: 'system', id: null } })
    }
    await eventually(() => ofViewer.pushed.some(({ type }) => type === 'hidden'))
    expect(about(panel, ofViewer)).toEqual([])
    // The draft before it was told to nobody.
    expect(about(panel, ofOwner)).toHaveLength(1)
    const replayed = await aFollower(owner, employer.employerId, 0)
    for (const { raw } of [...followers, replayed]) expect(raw.join('\n')).not.toMatch(/marmot|"score"|strong|evidence/)
  })

  it('[SCORE-8] nobody reads another’s before the reveal, on any surface; afterwards those who may', async () => {
    const panel = await aPanel(employer, posting)
    const everybody = [owner, admin, recruiter, manager, bo, viewer, consultant]
    const followers = await Promise.all(everybody.map((person) => aFollower(person, employer.employerId)))
    expectStatus(await panel.assign(owner, [ada, bo, recruiter]), 200)
    const words = sayings('axolotl', 4)
    expectStatus(await panel.submit(ada, words), 200)
    expectStatus(await panel.amend(ada, { conclusion: 'axolotl again', reason: 'axolotl reason' }), 200)
    expectStatus(await panel.draft(bo, { conclusion: 'Not yet' }), 200)
    const notes = anEditor(ada, `notes:${panel.application.applicationId}:${ada.userId}`)
    const text = anEditor(ada, `scorecard:${panel.application.applicationId}`)
    for (const editor of [notes, text]) {
      await synced(editor)
      typeIn(editor, 'axolotl in a text')
      await allSaved(editor)
    }
    // The search finds what is there.
    const mine = await everythingTold(ada, panel)
    expect(mine).toMatch(/axolotl/)
    expect(mine).toMatch(aScore)
    const isToldNothing = async (person: Caller) => {
      const told = await everythingTold(person, panel)
      expect(told).not.toMatch(/axolotl/)
      expect(told).not.toMatch(aScore)
    }
    const isRefused = async (person: Caller) => {
      const refused = anEditor(person, `scorecard:${panel.application.applicationId}`)
      expect((await eventually(() => refused.closed)).code).toBe(closeCodes.forbidden)
    }
    await Promise.all(everybody.flatMap((person) => [isToldNothing(person), isRefused(person)]))
    expectStatus(await panel.reveal(owner), 200)
    const isTold = async (person: Caller) => expect(await everythingTold(person, panel)).toMatch(/axolotl/)
    await Promise.all([
      ...[owner, admin, recruiter, manager].map(isTold),
      ...[bo, viewer, consultant].map(isToldNothing),
    ])
    for (const { raw } of followers) expect(raw.join('\n')).not.toMatch(/axolotl|"score"/)
    expect(server.log()).not.toMatch(/axolotl/)
  })

  it('[SCORE-8] numbers are in no document and no entry of the journal', async () => {
    const panel = await aPanel(employer, posting)
    expectStatus(await panel.submit(ada, sayings('narwhal', 5)), 200)
    expectStatus(await panel.submit(bo, sayings('narwhal', 2)), 200)
    const text = anEditor(ada, `scorecard:${panel.application.applicationId}`)
    await synced(text)
    expect(text.doc.getXmlFragment('default').toString()).toBe(
      ['Care', 'Craft', 'Conclusion']
        .map((name) => `<heading level="2">${name}</heading><paragraph></paragraph>`)
        .join(''),
    )
    const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
    const { applicationId } = panel.application
    const feed = `feed:${employer.employerId}`
    const entries = await store.db
      .collection('journal')
      .find({ stream: feed, 'data.applicationId': applicationId })
      .toArray()
    const stored = await store.db.collection('ratings').find({ applicationId }).toArray()
    await store.close()
    expect(JSON.stringify(stored)).toMatch(/narwhal.*"score":2|"score":2.*narwhal/)
    const known = ['applicationId', 'jobId', 'candidateId', 'submitted', 'expected', 'version']
    const told = entries.filter(({ type }) => String(type).startsWith('scorecard.'))
    expect(told.map(({ type }) => type)).toEqual(['scorecard.submitted', 'scorecard.submitted', 'scorecard.revealed'])
    for (const { data } of told) expect(Object.keys(data as object).sort()).toEqual([...known].sort())
  })
})

describe('a race', () => {
  it('[SCORE-9] of submissions and reveals at once: all are in, and it is revealed once', async () => {
    const follower = await aFollower(owner, employer.employerId)
    for (let round = 0; round < 4; round++) {
      const panel = await aPanel(employer, posting)
      expectStatus(await panel.assign(owner, [ada, bo, recruiter, manager]), 200)
      expectStatus(await panel.submit(manager, sayings('stoat', 3)), 200)
      const answers = await Promise.all([
        ...[ada, bo, recruiter].map((person, index) => panel.submit(person, sayings('stoat', index + 2))),
        ...[owner, admin, owner, admin].map((person) => panel.reveal(person)),
      ])
      for (const answer of answers) expectStatus(answer, 200)
      const { head } = (await owner.get<{ head: number }>(`${employer.api}/feed?limit=1`)).body
      await eventually(() => follower.pushed.some(({ seq }) => seq === head))
      const told = about(panel, follower).map(({ type }) => type)
      expect(told.filter((type) => type === 'scorecard.submitted')).toHaveLength(4)
      expect(told.filter((type) => type === 'scorecard.revealed')).toHaveLength(1)
      const { results, submitted } = await panel.seen(owner)
      expect(submitted).toBe(4)
      expect(results?.reviewers).toHaveLength(4)
      const { body } = await owner.get<{ items: { subject: { id: string } }[] }>(
        `${employer.api}/audit?action=scorecard.revealed&limit=200`,
      )
      const { applicationId } = panel.application
      expect(body.items.filter(({ subject }) => subject.id === applicationId)).toHaveLength(1)
    }
  })

  it('[SCORE-9] of the last two submissions at once: revealed once, on every page', async () => {
    const followers = await Promise.all([owner, ada, bo].map((person) => aFollower(person, employer.employerId)))
    const panel = await aPanel(employer, posting)
    const answers = await Promise.all([ada, bo].map((person) => panel.submit(person, sayings('vole', 4))))
    for (const answer of answers) expectStatus(answer, 200)
    for (const follower of followers) {
      await eventually(() => about(panel, follower).some(({ type }) => type === 'scorecard.revealed'))
      expect(about(panel, follower).map(({ type }) => type)).toEqual([
        ...['application.received', 'scorecard.submitted', 'scorecard.submitted', 'scorecard.revealed'],
      ])
    }
  })
})

describe('the documents of an application', () => {
  it('[SCORE-15] the shared scorecard opens to a reviewer when their own are in', async () => {
    const panel = await aPanel(employer, posting)
    const id = `scorecard:${panel.application.applicationId}`
    expectStatus(await panel.submit(ada, sayings('shrew', 4)), 200)
    expect((await panel.seen(ada)).document).toEqual({ id, access: 'write' })
    expect((await panel.seen(bo)).document).toBeNull()
    const first = anEditor(ada, id)
    await synced(first)
    expectStatus(await panel.submit(bo, sayings('shrew', 2)), 200)
    const second = anEditor(bo, id)
    await synced(second)
    typeIn(second, 'We differ on care')
    await allRead([first, second], 'We differ on care')
  })

  it('[SCORE-15] or from the start where the posting chose an open panel, for as long as it does', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [ada, bo] })
    const panel = await aPanel(employer, job)
    const setOpen = async (openPanel: boolean) =>
      expectStatus(await owner.patch(`${employer.api}/job-postings/${job.id}`, { openPanel }), 200)
    await setOpen(true)
    expect((await panel.seen(bo)).document).toMatchObject({ access: 'write' })
    expect((await panel.seen(recruiter)).document).toBeNull()
    const editor = anEditor(bo, `scorecard:${panel.application.applicationId}`)
    await synced(editor)
    await setOpen(false)
    await eventually(() => editor.closed)
    expect(editor.closed?.code).toBe(closeCodes.forbidden)
  })

  it('[SCORE-17] who leaves the hiring team, or the panel, is cut off', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [ada, bo] })
    const setOpen = { openPanel: true }
    expectStatus(await owner.patch(`${employer.api}/job-postings/${job.id}`, setOpen), 200)
    const panel = await aPanel(employer, job)
    const id = `scorecard:${panel.application.applicationId}`
    const editors = [
      anEditor(ada, id),
      anEditor(bo, id),
      anEditor(bo, `notes:${panel.application.applicationId}:${bo.userId}`),
    ]
    const [ofAda, ofBo, notes] = editors as [(typeof editors)[0], (typeof editors)[0], (typeof editors)[0]]
    await synced(...editors)
    expectStatus(await panel.assign(owner, [ada]), 200)
    await eventually(() => ofBo.closed)
    expect(ofBo.closed?.code).toBe(closeCodes.forbidden)
    expect([ofAda.closed, notes.closed]).toEqual([null, null])
    const team = { hiringManagerIds: [], interviewerIds: [] }
    expectStatus(await owner.put(`${employer.api}/job-postings/${job.id}/team`, team), 200)
    await eventually(() => ofAda.closed && notes.closed)
    expect([ofAda.closed?.code, notes.closed?.code]).toEqual([closeCodes.forbidden, closeCodes.forbidden])
  })

  it('[SCORE-24] whose interview is called off is cut off from it; who is booked may open it', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [bo] })
    expectStatus(await owner.patch(`${employer.api}/job-postings/${job.id}`, { openPanel: true }), 200)
    const open = await aPanel(employer, job)
    expect((await open.seen(recruiter)).document).toBeNull()
    const interviewerIds = [recruiter.userId]
    const id = await anInterview(employer, open.application.candidateId, { interviewerIds })
    expect((await open.seen(recruiter)).document).toMatchObject({ access: 'write' })
    const editor = anEditor(recruiter, `scorecard:${open.application.applicationId}`)
    await synced(editor)
    expectStatus(await owner.post(`${employer.api}/interviews/${id}/cancel`, { reason: 'Filled' }), 200)
    await eventually(() => editor.closed)
    expect(editor.closed?.code).toBe(closeCodes.forbidden)
  })

  it('[SCORE-16] my notes are on all of my devices, and on nobody else’s', async () => {
    const panel = await aPanel(employer, posting)
    const id = `notes:${panel.application.applicationId}:${ada.userId}`
    const devices = [anEditor(ada, id), anEditor(ada, id)]
    await synced(...devices)
    typeIn(devices[0] as (typeof devices)[0], 'Ask about the bridge')
    await allRead(devices, 'Ask about the bridge')
    for (const person of [owner, admin, bo, viewer, consultant]) {
      const stranger = anEditor(person, id)
      await eventually(() => stranger.closed)
      expect(stranger.closed?.code).toBe(closeCodes.forbidden)
      expect((await person.get(`${employer.api}/documents/${id}`)).status).toBe(403)
    }
    for (const person of [viewer, consultant]) {
      const own = anEditor(person, `notes:${panel.application.applicationId}:${person.userId}`)
      await eventually(() => own.closed)
      expect(own.closed?.code).toBe(closeCodes.forbidden)
    }
    expect(await panel.seen(ada)).toMatchObject({ notes: { id, access: 'write' } })
  })
})
