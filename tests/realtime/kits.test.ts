import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Kit } from '#protocol/kits'
import { aJudgedPosting, aPanel, sayings } from '../api/panel.ts'
import { type AnEmployer, aMember, anEmployer, aPosting, type Caller, expectStatus } from '../builders.ts'
import { eventually } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { allSaved, anEditor, closeEditors, type Editor, synced } from './editors.ts'
import { aFollower, closeSockets, type Follower } from './follower.ts'

let employer: AnEmployer
let owner: Caller
let recruiter: Caller
let interviewer: Caller

beforeAll(async () => {
  employer = await anEmployer(await sharedServer())
  owner = employer.owner
  ;[recruiter, interviewer] = await Promise.all([aMember(employer, 'recruiter'), aMember(employer, 'interviewer')])
})
const closeAll = () => {
  closeEditors()
  closeSockets()
}
afterAll(closeAll)

const care = { id: 'care', name: 'Care', anchors: { 5: 'Always' }, questions: [{ id: 'how', text: 'How?' }] }

interface Job {
  readonly jobId: string
  readonly path: string
  readonly api: string
}
async function aJob(criteria: object[] = [care, { id: 'courage', name: 'Courage' }]): Promise<Job> {
  const { id } = await aPosting(employer)
  const path = `${employer.api}/job-postings/${id}/kit`
  expectStatus(await owner.put(path, { criteria }), 200)
  return { jobId: id, path, api: `${employer.api}/documents/kit:${id}` }
}
const read = async ({ path }: Job): Promise<Kit> => {
  const answer = await owner.get<Kit>(path)
  expectStatus(answer, 200)
  return answer.body
}
async function opened({ jobId }: Pick<Job, 'jobId'>, ...people: Caller[]): Promise<Editor[]> {
  const editors = people.map((person) => anEditor(person, `kit:${jobId}`))
  await synced(...editors)
  await eventually(() => editors.every(({ doc }) => doc.getMap('criteria').size > 0))
  return editors
}

const criterion = ({ doc }: Editor, id: string) => doc.getMap('criteria').get(id) as Y.Map<unknown>
const text = (editor: Editor, id: string, field: string) => criterion(editor, id).get(field) as Y.Text

describe('a kit that several people write', () => {
  afterEach(closeAll)

  it('[KIT-2] two people write in different fields and in one text at once, and both have everything', async () => {
    const job = await aJob()
    const [mine, theirs] = (await opened(job, owner, recruiter)) as [Editor, Editor]
    for (const letter of 'Great ') text(mine, 'care', 'name').insert(text(mine, 'care', 'name').length - 4, letter)
    for (const letter of ' for people') text(theirs, 'care', 'name').insert(text(theirs, 'care', 'name').length, letter)
    criterion(mine, 'care').set('weight', 9)
    text(theirs, 'care', 'anchor1').insert(0, 'Never')
    text(mine, 'courage', 'anchor3').insert(0, 'Sometimes')
    await Promise.all([allSaved(mine), allSaved(theirs)])
    await eventually(() =>
      [mine, theirs].every((editor) => text(editor, 'care', 'name').toString() === 'Great Care for people'),
    )
    expect((await read(job)).criteria).toMatchObject([
      { name: 'Great Care for people', weight: 9, anchors: { 1: 'Never', 5: 'Always' } },
      { name: 'Courage', anchors: { 3: 'Sometimes' } },
    ])
  })

  it('[KIT-4] a change over REST merges with what others type meanwhile', async () => {
    const job = await aJob()
    const [theirs] = (await opened(job, recruiter)) as [Editor]
    theirs.provider.disconnect()
    text(theirs, 'care', 'name').insert(4, ' for people')
    expectStatus(
      await owner.put(job.path, {
        criteria: [
          { id: 'courage', name: 'Courage' },
          { ...care, weight: 8 },
        ],
      }),
      200,
    )
    theirs.provider.connect()
    await allSaved(theirs)
    expect((await read(job)).criteria).toMatchObject([
      { name: 'Courage' },
      { name: 'Care for people', weight: 8, questions: [{ text: 'How?' }] },
    ])
    await eventually(() => criterion(theirs, 'care').get('weight') === 8)
  })

  it('[KIT-6] who may only suggest sees every change and makes none', async () => {
    const job = await aJob()
    const [mine, theirs] = (await opened(job, owner, interviewer)) as [Editor, Editor]
    text(theirs, 'care', 'name').insert(0, 'Sloppy ')
    criterion(theirs, 'care').set('weight', 1)
    text(mine, 'care', 'anchor3').insert(0, 'Mostly')
    await allSaved(mine)
    await eventually(() => text(theirs, 'care', 'anchor3').toString() === 'Mostly')
    expect((await read(job)).criteria).toMatchObject([{ name: 'Care', weight: 3 }, { name: 'Courage' }])
    expect(text(mine, 'care', 'name').toString()).toBe('Care')
  })

  it('[KIT-9] a version of the document that is restored brings the criteria back with the guide', async () => {
    const job = await aJob()
    const saved = await owner.post<{ id: string }>(`${job.api}/versions`, { name: 'As agreed' })
    expectStatus(saved, 201)
    const version = await owner.get<{ html: string }>(`${job.api}/versions/${saved.body.id}`)
    expect(version.body.html).toContain(
      '<h2>Criteria</h2><h3>Care, weight 3</h3><ul><li>5: Always</li></ul><ol><li>How?</li></ol><h3>Courage, weight 3</h3>',
    )
    const agreed = (await read(job)).criteria
    const [theirs] = (await opened(job, recruiter)) as [Editor]
    text(theirs, 'care', 'name').delete(0, 4)
    text(theirs, 'care', 'name').insert(0, 'Speed')
    criterion(theirs, 'courage').set('removed', true)
    await allSaved(theirs)
    expect((await read(job)).criteria.map(({ name }) => name)).toEqual(['Speed'])
    expectStatus(await owner.post(`${job.api}/versions/${saved.body.id}/restore`), 200)
    expect((await read(job)).criteria).toEqual(agreed)
    await eventually(() => text(theirs, 'care', 'name').toString() === 'Care')
  })

  it('[SCORE-18] the first who submits rates by what the document says then, not at the last pause in its writing', async () => {
    const posting = await aJudgedPosting(employer, { interviewers: [interviewer] })
    const panel = await aPanel(employer, posting)
    const [theirs] = (await opened({ jobId: posting.id }, recruiter)) as [Editor]
    text(theirs, 'care', 'name').insert(4, ' for people')
    await allSaved(theirs)
    expectStatus(await panel.submit(interviewer, sayings('heron', 4)), 200)
    const seen = await panel.seen(interviewer)
    expect(seen).toMatchObject({ isKitOutdated: false, kit: { criteria: [{ name: 'Care for people' }, {}] } })
  })
})

// Side by side, each at kits of its own: both wait for the pause in the writing.
describe.concurrent('what the feed tells of a kit', () => {
  const told = ({ pushed }: Follower, ...jobs: readonly Job[]) =>
    pushed.filter(
      ({ type, data }) => type === 'posting.kit-changed' && jobs.some(({ jobId }) => jobId === data?.['jobId']),
    )

  it('[KIT-7] typing is told when people pause, once for many letters and by who wrote', async () => {
    const job = await aJob()
    const [theirs] = (await opened(job, recruiter)) as [Editor]
    const follower = await aFollower(owner, employer.employerId)
    for (const letter of 'ful people') text(theirs, 'care', 'name').insert(text(theirs, 'care', 'name').length, letter)
    await allSaved(theirs)
    await eventually(() => told(follower, job).length > 0)
    expect(told(follower, job)).toMatchObject([
      { data: { jobId: job.jobId, version: 2, afterScoring: false }, actor: { kind: 'user', id: recruiter.userId } },
    ])
    expect(await read(job)).toMatchObject({ version: 2, criteria: [{ name: 'Careful people' }, { name: 'Courage' }] })
    expect(told(follower, job)).toHaveLength(1)
  })

  it('[KIT-7] what does not change the kit is not told', async () => {
    const [job, other] = [await aJob(), await aJob()]
    const [theirs] = (await opened(job, recruiter)) as [Editor]
    const [elsewhere] = (await opened(other, recruiter)) as [Editor]
    const follower = await aFollower(owner, employer.employerId)
    // A criterion without a name, and a word in the guide.
    theirs.doc.transact(() => theirs.doc.getMap('criteria').set('new', new Y.Map([['order', 9]])))
    theirs.doc.getXmlFragment('default').push([new Y.XmlElement('paragraph')])
    await allSaved(theirs)
    // Once the pause after a later change of another kit is over, so is the one after these.
    text(elsewhere, 'care', 'name').insert(0, 'Great ')
    await eventually(() => told(follower, job, other).length > 0)
    expect(told(follower, job, other).map(({ data }) => data?.['jobId'])).toEqual([other.jobId])
    expect((await read(job)).version).toBe(1)
  })
})
