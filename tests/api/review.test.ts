import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  type APosting,
  aMember,
  anEmployer,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

interface Candidate {
  readonly id: string
  readonly code: string
  readonly revealed: boolean
  readonly identity: { readonly name: string; readonly email: string; readonly phone: string | null } | null
  readonly applications: readonly {
    readonly id: string
    readonly resumeText: string | null
    readonly candidate: { readonly name: string | null }
  }[]
  readonly reveals: readonly { readonly userId: string; readonly reason: string }[]
}
interface Applied {
  readonly applicationId: string
  readonly candidateId: string
}

let server: TestServer
let employer: AnEmployer
let posting: APosting
let recruiter: Caller
let manager: Caller
let interviewer: Caller
let viewer: Caller

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  posting = await aPublishedPosting(employer)
  const roles = ['recruiter', 'hiring_manager', 'interviewer', 'viewer'] as const
  const people = await Promise.all(roles.map((role) => aMember(employer, role)))
  ;[recruiter, manager, interviewer, viewer] = people as [Caller, Caller, Caller, Caller]
  const team = { hiringManagerIds: [manager.userId], interviewerIds: [interviewer.userId] }
  expectStatus(await employer.owner.put(`${employer.api}/job-postings/${posting.id}/team`, team), 200)
})

let count = 0
/** Somebody whose every trait can be found again. */
async function aPerson(): Promise<Applied & { email: string; name: string }> {
  const email = `zsofia.bartfai${++count}@kovago-family.example`
  const name = 'Zsófia Bártfai-Kővágó'
  const applied = await new Caller(server).post<Applied>(
    `/api/careers/${employer.slug}/jobs/${posting.id}/applications`,
    {
      name,
      email,
      phone: '+36 30 555 01 77',
      source: 'Zsófia told me herself',
      resumeText:
        `Zsófia Bártfai-Kővágó, born 3 May 1984\nKŐVÁGÓ ZSÓFIA\n${email}\n+36 (30) 555-01-77 · 06305550177\n` +
        'https://linkedin.com/in/zsofia-bartfai github.com/zsofiab @zsofiab\nBuilt compilers for eleven teams.',
      answers: [{ question: 'Why us, Zsofia?', answer: `Ask Bartfai at ${email}. I like teams.` }],
    },
  )
  expectStatus(applied, 201)
  return { ...applied.body, email, name }
}

const telling = /zs[oó]fia|b[aá]rtfai|k[oő]v[aá]g[oó]|555[ -]?01[ -]?77|\b1984\b|linkedin|github/i
const file = (id: string, caller: Caller) => caller.get<Candidate>(`${employer.api}/candidates/${id}`)
const reveal = (id: string, caller: Caller, reason = 'To call and agree on a time') =>
  caller.post<Candidate>(`${employer.api}/candidates/${id}/reveal`, { reason })

/** Everything that REST tells somebody of the employer. */
async function everythingTold(caller: Caller, { candidateId, applicationId }: Applied): Promise<string> {
  const paths = [
    '',
    '/applications',
    `/applications/${applicationId}`,
    `/candidates/${candidateId}`,
    '/feed',
    '/audit',
    '/analytics',
    '/job-postings',
    `/job-postings/${posting.id}`,
    '/users',
  ]
  const answers = await Promise.all(
    paths.map(async (path) => JSON.stringify((await caller.get(`${employer.api}${path}`)).body)),
  )
  return answers.join('\n')
}

describe('review', () => {
  it('[REV-1] is blind for everyone on every surface: a code name stands for the person', async () => {
    const person = await aPerson()
    for (const caller of [employer.owner, recruiter, manager, interviewer, viewer]) {
      const { status, body } = await file(person.candidateId, caller)
      expect(status).toBe(200)
      expect(body).toMatchObject({ revealed: false, identity: null, code: expect.stringMatching(/^\w+ \w+ · \w{2}$/) })
      expect(body.applications[0]?.candidate.name).toBeNull()
      expect(body.applications[0]?.resumeText).toContain('Built compilers for eleven teams.')
      expect(await everythingTold(caller, person)).not.toMatch(telling)
    }
  })

  it('[REV-2] a reveal needs a reason, and shows the person to that reader alone', async () => {
    const person = await aPerson()
    for (const reason of ['', '  ', 'x']) expect((await reveal(person.candidateId, recruiter, reason)).status).toBe(400)
    const shown = await reveal(person.candidateId, recruiter)
    expect(shown).toMatchObject({
      status: 200,
      body: { revealed: true, identity: { name: person.name, email: person.email } },
    })
    expect((await file(person.candidateId, recruiter)).body.applications[0]?.resumeText).toContain(
      'Kővágó, born 3 May 1984',
    )
    const card = await recruiter.get(`${employer.api}/applications/${person.applicationId}`)
    expect(card.body['candidate']).toMatchObject({ name: person.name })
    for (const caller of [employer.owner, manager, interviewer, viewer]) {
      expect((await file(person.candidateId, caller)).body).toMatchObject({ revealed: false, identity: null })
      expect(await everythingTold(caller, person)).not.toMatch(telling)
    }
  })

  it('[REV-3] a reveal is kept for ever with who, why and when; a reason that names the person is withheld from others', async () => {
    const person = await aPerson()
    expectStatus(await reveal(person.candidateId, manager, 'Zsófia Bártfai asked for a call on +36 30 555 01 77'), 200)
    expectStatus(await reveal(person.candidateId, manager, 'Again'), 200)
    const { reveals } = (await file(person.candidateId, employer.owner)).body
    expect(reveals).toMatchObject([{ userId: manager.userId, reason: expect.stringContaining('asked for a call') }])
    const { items } = (
      await employer.owner.get<{ items: Record<string, unknown>[] }>(`${employer.api}/audit?action=candidate.revealed`)
    ).body
    const audited = items.filter(({ subject }) => (subject as { id: string }).id === person.candidateId)
    expect(audited).toMatchObject([
      { actor: { kind: 'user', id: manager.userId }, reason: expect.stringContaining('asked for a call') },
    ])
    expect(await everythingTold(employer.owner, person)).not.toMatch(telling)
  })

  it('[REV-4] an interviewer before an interview, and a viewer ever, cannot reveal', async () => {
    const person = await aPerson()
    for (const caller of [interviewer, viewer])
      expect(await reveal(person.candidateId, caller)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect((await file(person.candidateId, employer.owner)).body.reveals).toEqual([])
  })

  it('[REV-7] whoever is in a blind role is not shown whom they revealed in another, and is again once back', async () => {
    const person = await aPerson()
    const moves = await aMember(employer, 'recruiter')
    expectStatus(await reveal(person.candidateId, moves), 200)
    const becomes = async (role: string) =>
      expectStatus(await employer.owner.patch(`${employer.api}/users/${moves.userId}`, { role }), 200)
    await becomes('viewer')
    expect((await file(person.candidateId, moves)).body).toMatchObject({ revealed: false, identity: null })
    expect(await everythingTold(moves, person)).not.toMatch(telling)
    await becomes('recruiter')
    expect((await file(person.candidateId, moves)).body.identity).toMatchObject({ name: person.name })
    // Interviewers are told who it is, too: of those on the jobs that are theirs, and of nobody else.
    await becomes('interviewer')
    expectStatus(await file(person.candidateId, moves), 404)
    const jobs = { jobIds: [posting.id] }
    expectStatus(await employer.owner.put(`${employer.api}/users/${moves.userId}/jobs`, jobs), 200)
    expect((await file(person.candidateId, moves)).body.identity).toMatchObject({ name: person.name })
  })

  it('[REV-5] of ten reveals by one person at once, one is written', async () => {
    const { candidateId } = await aPerson()
    const answers = await Promise.all(Array.from({ length: 10 }, () => reveal(candidateId, recruiter)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect((await file(candidateId, recruiter)).body.reveals).toHaveLength(1)
  })

  it('[REV-6] opening a candidate marks the card as viewed, once, and takes no pending move back', async () => {
    const { candidateId, applicationId } = await aPerson()
    const card = `${employer.api}/applications/${applicationId}`
    const before = await recruiter.get(card)
    expect(before.body['viewed']).toBe(false)
    await Promise.all(Array.from({ length: 5 }, () => file(candidateId, recruiter)))
    expect((await recruiter.get(card)).body['viewed']).toBe(true)
    const { items } = (
      await recruiter.get<{ items: { type: string; data?: { applicationId: string } }[] }>(`${employer.api}/feed`)
    ).body
    expect(
      items.filter(({ type, data }) => type === 'application.viewed' && data?.applicationId === applicationId),
    ).toHaveLength(1)
    const moved = await recruiter.patch(card, { stage: 'screen' }, { 'if-match': before.headers.get('etag') ?? '' })
    expect(moved.status).toBe(200)
  })
})
