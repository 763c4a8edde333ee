import {
  type AnEmployer,
  type Answer,
  type APosting,
  aConsultant,
  aMember,
  anAddress,
  anEmployer,
  anEngagement,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import { aPdf } from '../resumes/files.ts'
import type { TestServer } from '../server.ts'

export interface Candidate {
  readonly id: string
  readonly code: string
  readonly revealed: boolean
  readonly tags: readonly string[]
  readonly sameAs: readonly { readonly id: string; readonly identity: object | null }[]
  readonly applications: readonly {
    readonly id: string
    readonly candidateId: string
    readonly resumeText: string | null
    readonly resumes: readonly { readonly id: string; readonly name: string | null; readonly addedBy: string | null }[]
  }[]
}

/** Of everybody who applies here, what their résumés say, and what tells who they are. */
export const name = 'Zsófia Bártfai-Kővágó'
export const words = [name, 'zsofia.bartfai@kovago-family.example', 'Built compilers for eleven teams']
export const telling = /zs[oó]fia|b[aá]rtfai|k[oő]v[aá]g[oó]/i

/** A posting that people apply to with a résumé, somebody in every role who looks at them, and what these do. */
export interface Hiring {
  readonly employer: AnEmployer
  readonly posting: APosting
  readonly people: Readonly<Record<'owner' | 'recruiter' | 'manager' | 'interviewer' | 'viewer' | 'consultant', Caller>>
  jobs(): string
  upload(bytes: Uint8Array): Promise<Answer<{ resumeId: string; text: string; code: string; detail: string }>>
  anApplicant(facts?: {
    email?: string
    bytes?: Uint8Array
    phone?: string
  }): Promise<{ applicationId: string; candidateId: string; resumeId: string }>
  pathOf(candidateId: string): string
  read(caller: Caller, candidateId: string): Promise<Candidate>
  reveal(caller: Caller, candidateId: string): Promise<void>
}

export async function aHiring(server: TestServer): Promise<Hiring> {
  const employer = await anEmployer(server)
  const posting = await aPublishedPosting(employer)
  const [recruiter, manager, interviewer, viewer, consultant] = await Promise.all([
    aMember(employer, 'recruiter'),
    aMember(employer, 'hiring_manager'),
    aMember(employer, 'interviewer'),
    aMember(employer, 'viewer'),
    aConsultant(server),
  ])
  await anEngagement(employer, consultant)
  const people = { owner: employer.owner, recruiter, manager, interviewer, viewer, consultant }
  const team = { hiringManagerIds: [manager.userId], interviewerIds: [interviewer.userId] }
  expectStatus(await employer.owner.put(`${employer.api}/job-postings/${posting.id}/team`, team), 200)

  const jobs = () => `/api/careers/${employer.slug}/jobs/${posting.id}`
  const upload: Hiring['upload'] = (bytes) =>
    new Caller(server).post(`${jobs()}/resumes?name=${encodeURIComponent('Zsófia Bártfai.pdf')}`, bytes, {
      'content-type': 'application/octet-stream',
    })
  const anApplicant: Hiring['anApplicant'] = async (facts = {}) => {
    const sent = await upload(facts.bytes ?? aPdf(words))
    expectStatus(sent, 201)
    const body = { name, email: facts.email ?? anAddress('zsofia.bartfai'), resumeId: sent.body.resumeId }
    const applied = await new Caller(server).post<{ applicationId: string; candidateId: string }>(
      `${jobs()}/applications`,
      { ...body, ...(facts.phone ? { phone: facts.phone } : {}) },
    )
    expectStatus(applied, 201)
    return { ...applied.body, resumeId: sent.body.resumeId }
  }
  const pathOf = (id: string) => `${employer.api}/candidates/${id}`
  const read = async (caller: Caller, id: string) => (await caller.get<Candidate>(pathOf(id))).body
  const reveal = async (caller: Caller, id: string) =>
    expectStatus(await caller.post(`${pathOf(id)}/reveal`, { reason: 'To agree on a time' }), 200)
  return { employer, posting, people, jobs, upload, anApplicant, pathOf, read, reveal }
}
