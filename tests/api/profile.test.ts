import { beforeAll, describe, expect, it } from 'vitest'
import { aFreeHour, anApplication, anInterview, type Caller, expectStatus } from '../builders.ts'
import { sharedServer } from '../shared-server.ts'
import { aHiring, type Candidate, type Hiring, telling } from './applicants.ts'
import { aJudgedPosting, aPanel, sayings } from './panel.ts'

interface Note {
  readonly before: readonly { readonly text: string; readonly by: string }[]
  readonly id: string
  readonly text: string
  readonly version: number
}

let employer: Hiring['employer']
let posting: Hiring['posting']
let people: Hiring['people']
let anApplicant: Hiring['anApplicant']
let pathOf: Hiring['pathOf']
let read: Hiring['read']
let reveal: Hiring['reveal']

beforeAll(async () => {
  ;({ employer, posting, people, anApplicant, pathOf, read, reveal } = await aHiring(await sharedServer()))
})

describe('the preview', () => {
  it('[PROF-9] shows to somebody who knows what others see', async () => {
    const { candidateId } = await anApplicant()
    await reveal(people.recruiter, candidateId)
    const seen = await read(people.viewer, candidateId)
    const preview = (await people.recruiter.get<Candidate>(`${pathOf(candidateId)}/preview`)).body
    expect(preview).toEqual(seen)
    expect(JSON.stringify(await read(people.recruiter, candidateId))).toMatch(telling)
    expect(JSON.stringify(preview)).not.toMatch(telling)
  })
})

describe('notes and tags', () => {
  it('[PROF-10] notes are read by those who decide, redacted for the blind, and for nobody else', async () => {
    const { candidateId } = await anApplicant()
    const path = `${pathOf(candidateId)}/notes`
    const noted = await people.recruiter.post<Note>(path, { text: 'Zsófia Bártfai called; knows LLVM well' })
    expectStatus(noted, 201)
    expect(noted.body.text).not.toMatch(telling)
    for (const caller of [people.owner, people.manager]) {
      const { body } = await caller.get<{ items: Note[] }>(path)
      expect(body.items).toMatchObject([{ text: expect.stringContaining('knows LLVM well') }])
      expect(JSON.stringify(body)).not.toMatch(telling)
    }
    for (const caller of [people.interviewer, people.viewer, people.consultant]) {
      expect((await caller.get(path)).status).toBe(403)
      expect((await caller.post(path, { text: 'x' })).status).toBe(403)
    }
    await reveal(people.owner, candidateId)
    expect(JSON.stringify((await people.owner.get(path)).body)).toMatch(telling)
  })

  it('[PROF-11] a note is changed by its version and says who did; what is withheld cannot be overwritten', async () => {
    const { candidateId } = await anApplicant()
    const path = `${pathOf(candidateId)}/notes`
    const { body: note } = await people.recruiter.post<Note>(path, { text: 'Ask Zsófia for code' })
    const at = `${path}/${note.id}`
    expect((await people.manager.patch(at, { text: note.text })).status).toBe(409)
    expect(await people.manager.patch(at, { text: 'Ask for code' }, { 'if-match': '"1"' })).toMatchObject({
      status: 200,
      body: { editedBy: people.manager.userId, version: 2 },
    })
    // How it read stays to be read, as blind as the note itself.
    const [kept] = (await people.recruiter.get<{ items: Note[] }>(path)).body.items
    expect(kept?.before).toMatchObject([
      { by: people.manager.userId, text: expect.stringMatching(/^Ask .* for code$/) },
    ])
    expect(JSON.stringify(kept)).not.toMatch(telling)
    // The same text once more is no change.
    expect(await people.manager.patch(at, { text: 'Ask for code' })).toMatchObject({ body: { version: 2 } })
    expect((await people.manager.patch(at, { text: 'Late' }, { 'if-match': '"1"' })).status).toBe(412)
    expectStatus(await people.owner.delete(at), 204)
    expect((await people.owner.get<{ items: Note[] }>(path)).body.items).toEqual([])
  })

  it('[PROF-12] tags are replaced as a whole, once per case, and redacted for the blind', async () => {
    const { candidateId } = await anApplicant()
    const set = (tags: string[]) => people.recruiter.put<Candidate>(`${pathOf(candidateId)}/tags`, { tags })
    expect((await set(['Compilers', 'compilers', 'Friend of Kővágó'])).body.tags).toEqual([
      'Compilers',
      expect.not.stringMatching(telling),
    ])
    expect(JSON.stringify(await read(people.viewer, candidateId))).not.toMatch(telling)
    // Somebody blind adds one: what they could not read stays as it was.
    const shown = (await read(people.recruiter, candidateId)).tags
    expectStatus(await set([...shown, 'Senior']), 200)
    await reveal(people.owner, candidateId)
    expect((await read(people.owner, candidateId)).tags).toEqual(['Compilers', 'Friend of Kővágó', 'Senior'])
    expect((await people.viewer.put(`${pathOf(candidateId)}/tags`, { tags: [] })).status).toBe(403)
  })

  it('[PROF-12] of tags that read alike to somebody blind none is lost when they add one', async () => {
    const { candidateId } = await anApplicant()
    const tags = ['Friend of Zsófia', 'Friend of Kővágó']
    expectStatus(await people.recruiter.put(`${pathOf(candidateId)}/tags`, { tags }), 200)
    const shown = (await read(people.recruiter, candidateId)).tags
    expect(new Set(shown).size).toBe(1)
    // However a page shows them, once or each.
    for (const seen of [shown, [...new Set(shown)]]) {
      const path = `${pathOf(candidateId)}/tags`
      expectStatus(await people.recruiter.put(path, { tags: [...seen, 'Senior'] }), 200)
    }
    await reveal(people.owner, candidateId)
    expect((await read(people.owner, candidateId)).tags).toEqual([...tags, 'Senior'])
  })

  it('[PROF-23] tags are on the cards of the board, redacted for the blind until the reveal', async () => {
    const { candidateId } = await anApplicant()
    const tags = ['Compilers', 'Friend of Kővágó']
    expectStatus(await people.recruiter.put(`${pathOf(candidateId)}/tags`, { tags }), 200)
    const tagsFor = async (caller: Caller) => {
      const path = `${employer.api}/applications?candidateId=${candidateId}`
      return (await caller.get<{ items: { tags: string[] }[] }>(path)).body.items.map((card) => card.tags)
    }
    expect(await tagsFor(people.viewer)).toEqual([['Compilers', expect.not.stringMatching(telling)]])
    await reveal(people.owner, candidateId)
    expect(await tagsFor(people.owner)).toEqual([tags])
    expect(await tagsFor(people.viewer)).toEqual([['Compilers', expect.not.stringMatching(telling)]])
  })
})

describe('who applied twice', () => {
  it('[PROF-21] is found, merged and parted again; each record keeps its applications', async () => {
    const phone = `+36 30 ${Date.now() % 10_000_000}`
    const [one, other] = [await anApplicant({ phone }), await anApplicant({ phone })]
    const found = await people.recruiter.get<{ items: { id: string; because: string[]; name: null }[] }>(
      `${pathOf(one.candidateId)}/duplicates`,
    )
    expect(found.body.items).toContainEqual(
      expect.objectContaining({ id: other.candidateId, because: ['phone', 'name-and-text'], name: null }),
    )
    const merge = (caller: Caller) => caller.post(`${pathOf(one.candidateId)}/merge`, { otherId: other.candidateId })
    for (const caller of [people.manager, people.interviewer, people.viewer, people.consultant]) {
      expect((await merge(caller)).status).toBe(403)
    }
    expectStatus(await merge(people.recruiter), 200)
    const merged = await read(people.viewer, other.candidateId)
    expect(merged.sameAs).toMatchObject([{ id: one.candidateId, identity: null }])
    expect(merged.applications.map(({ candidateId }) => candidateId).sort()).toEqual(
      [one.candidateId, other.candidateId].sort(),
    )
    expectStatus(await people.owner.post(`${pathOf(other.candidateId)}/part`), 200)
    expect(await read(people.viewer, one.candidateId)).toMatchObject({ sameAs: [], applications: [{}] })
  })

  it('[PROF-21] once parted from others, is merged with somebody else without them', async () => {
    const [one, two, three, four] = await Promise.all([anApplicant(), anApplicant(), anApplicant(), anApplicant()])
    const merge = (otherId: string) => people.recruiter.post(`${pathOf(one.candidateId)}/merge`, { otherId })
    for (const { candidateId } of [two, three]) expectStatus(await merge(candidateId), 200)
    expectStatus(await people.recruiter.post(`${pathOf(one.candidateId)}/part`), 200)
    expectStatus(await merge(four.candidateId), 200)
    expect(await read(people.viewer, one.candidateId)).toMatchObject({ sameAs: [{ id: four.candidateId }] })
    expect(await read(people.viewer, two.candidateId)).toMatchObject({ sameAs: [{ id: three.candidateId }] })
  })

  it('[PROF-22] merging a stranger with somebody one knows shows nobody; a reveal then reveals both', async () => {
    const [known, unknown] = [await anApplicant(), await anApplicant()]
    await reveal(people.recruiter, known.candidateId)
    const merged = await people.recruiter.post<Candidate>(`${pathOf(known.candidateId)}/merge`, {
      otherId: unknown.candidateId,
    })
    expectStatus(merged, 200)
    expect(merged.body.sameAs).toMatchObject([{ identity: null }])
    const theirs = merged.body.applications.find(({ candidateId }) => candidateId === unknown.candidateId)
    expect(JSON.stringify(theirs)).not.toMatch(telling)
    await reveal(people.recruiter, known.candidateId)
    expect((await read(people.recruiter, unknown.candidateId)).revealed).toBe(true)
    expect((await read(people.owner, unknown.candidateId)).revealed).toBe(false)
  })

  it('[PROF-25] what colleagues wrote names neither record to whoever is blind to one of them', async () => {
    const judged = await aJudgedPosting(employer, { interviewers: [people.interviewer], managers: [people.manager] })
    const panel = await aPanel(employer, judged, { name: 'Anna Nowak' })
    const { applicationId, candidateId } = panel.application
    const other = await anApplication(employer, posting, { name: 'Anna Wisniewska' })
    expectStatus(await people.recruiter.post(`${pathOf(candidateId)}/merge`, { otherId: other.candidateId }), 200)
    const words = 'Wisniewska asked good questions'
    expectStatus(await panel.submit(people.interviewer, { ...sayings('lemur', 4), conclusion: words }), 200)
    const feedback = { candidateId, rating: 4, comments: words }
    expectStatus(await people.recruiter.post(`${employer.api}/feedback`, feedback), 201)
    const move = { stage: 'screen', reason: words }
    expectStatus(await people.recruiter.patch(`${employer.api}/applications/${applicationId}`, move), 200)
    const interview = await anInterview(employer, candidateId, { interviewerIds: [people.recruiter.userId] })
    const called = `${employer.api}/interviews/${interview}`
    expectStatus(await people.recruiter.post(`${called}/cancel`, { reason: words }), 200)
    const seen = async (caller: Caller) =>
      Promise.all([
        panel.seen(caller),
        caller.get(called),
        caller.get(`${employer.api}/feedback?candidateId=${candidateId}`),
        caller.get(`${employer.api}/applications/${applicationId}/decisions`),
      ])
    expect(JSON.stringify(await seen(people.owner))).not.toMatch(/wisniewska/i)
    await reveal(people.owner, candidateId)
    expect(JSON.stringify(await seen(people.owner)).match(/Wisniewska asked/g)).toHaveLength(4)
    // The reveal of a panel has a reason, too, which stays without a name for everybody.
    const later = await aPanel(employer, judged, { name: 'Anna Kowalska' })
    const same = { otherId: other.candidateId }
    expectStatus(await people.recruiter.post(`${pathOf(later.application.candidateId)}/merge`, same), 200)
    expectStatus(await later.assign(people.owner, [people.interviewer, people.recruiter]), 200)
    expectStatus(await later.submit(people.interviewer, sayings('lemur', 4)), 200)
    expectStatus(await later.reveal(people.recruiter, 'Wisniewska waits'), 200)
    expect(JSON.stringify(await later.seen(people.manager))).not.toMatch(/wisniewska/i)
  })

  it('[PROF-26] no list of guesses is answered with the name: one reads one’s own words as one wrote them', async () => {
    const judged = await aJudgedPosting(employer, { interviewers: [people.interviewer], managers: [people.manager] })
    const panel = await aPanel(employer, judged, { name: 'Quirin Dallmayr' })
    const { applicationId, candidateId } = panel.application
    const guesses = 'Like Adler, Becker, Dallmayr, Ebert or Quirin'
    const given = await people.interviewer.post(`${employer.api}/feedback`, {
      candidateId,
      rating: 3,
      comments: guesses,
    })
    expect(given).toMatchObject({ status: 201, body: { comments: guesses } })
    expectStatus(await panel.submit(people.interviewer, { ...sayings('lemur', 4), conclusion: guesses }), 200)
    const move = { stage: 'screen', reason: guesses }
    expectStatus(await people.manager.patch(`${employer.api}/applications/${applicationId}`, move), 200)
    const interview = `${employer.api}/interviews/${await anInterview(employer, candidateId)}`
    const moved = await people.recruiter.patch(interview, { interviewTime: aFreeHour(), reason: guesses })
    expect(moved).toMatchObject({ status: 200, body: { reason: guesses } })
    const feedback = `${employer.api}/feedback?candidateId=${candidateId}`
    const log = `${employer.api}/applications/${applicationId}/decisions`
    expect(JSON.stringify((await people.interviewer.get(feedback)).body)).toContain(guesses)
    expect((await panel.seen(people.interviewer)).results?.reviewers).toMatchObject([{ conclusion: guesses }])
    expect(JSON.stringify((await people.manager.get(log)).body)).toContain(guesses)
    for (const path of [feedback, log, interview]) {
      expect(JSON.stringify((await people.owner.get(path)).body)).not.toMatch(/dallmayr|quirin/i)
    }
    expect((await panel.seen(people.owner)).results?.reviewers[0]?.conclusion).not.toMatch(/dallmayr|quirin/i)
  })
})
