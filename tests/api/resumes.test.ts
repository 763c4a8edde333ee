import { beforeAll, describe, expect, it } from 'vitest'
import { anAddress, anEmployer, aPublishedPosting, Caller, expectStatus } from '../builders.ts'
import { aDocx, anEncryptedPdf, aPdf } from '../resumes/files.ts'
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aHiring, type Hiring, name, telling, words } from './applicants.ts'

let server: TestServer
let employer: Hiring['employer']
let posting: Hiring['posting']
let people: Hiring['people']
let jobs: Hiring['jobs']
let upload: Hiring['upload']
let anApplicant: Hiring['anApplicant']
let pathOf: Hiring['pathOf']
let read: Hiring['read']
let reveal: Hiring['reveal']

beforeAll(async () => {
  server = await sharedServer()
  ;({ employer, posting, people, jobs, upload, anApplicant, pathOf, read, reveal } = await aHiring(server))
})

describe('a résumé as a file', () => {
  it.each([
    ['PDF', () => aPdf(words)],
    ['DOCX', () => aDocx(words)],
    ['text', () => new TextEncoder().encode(words.join('\n'))],
  ] as const)('[PROF-5] in %s is read blind by everybody, and named to nobody', async (_kind, make) => {
    const { candidateId } = await anApplicant({ bytes: make() })
    for (const caller of Object.values(people)) {
      const { applications } = await read(caller, candidateId)
      expect(applications[0]?.resumeText).toContain('Built compilers for eleven teams')
      expect(applications[0]?.resumes).toMatchObject([{ name: null, addedBy: null }])
      expect(JSON.stringify(applications)).not.toMatch(telling)
    }
  })

  it('[PROF-6] is downloaded by those the candidate was revealed to, as it was sent, and each time is logged', async () => {
    const { candidateId, resumeId } = await anApplicant()
    const path = `${pathOf(candidateId)}/resumes/${resumeId}`
    for (const caller of Object.values(people)) expect((await caller.get(path)).status).toBe(403)
    await reveal(people.recruiter, candidateId)
    const answer = await fetch(`${server.url}${path}`, { headers: { cookie: people.recruiter.cookie } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*Zs%C3%B3fia/)
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(aPdf(words)))).toBe(true)
    for (const caller of [people.owner, people.viewer, people.consultant, people.interviewer]) {
      expect((await caller.get(path)).status).toBe(403)
    }
    const { body } = await people.owner.get<{ items: { subject: { id: string }; actor: { id: string } }[] }>(
      `${employer.api}/audit?action=resume.downloaded`,
    )
    expect(body.items.filter(({ subject }) => subject.id === candidateId)).toMatchObject([
      { actor: { id: people.recruiter.userId } },
    ])
    expect(JSON.stringify(body)).not.toMatch(telling)
  })

  it('[PROF-3] that cannot be read is refused in words, and nothing of it is kept', async () => {
    const cases = [
      [anEncryptedPdf(), 400, 'unreadable-file', /password/],
      [new Uint8Array(), 400, 'invalid-input', /empty/],
      [new Uint8Array([77, 90, 144, 0, 3]), 415, 'file-type-refused', /PDF/],
      [new Uint8Array(10 * 1024 * 1024 + 1), 413, 'body-too-large', /\d/],
    ] as const
    for (const [bytes, status, code, detail] of cases) {
      expect(await upload(bytes)).toMatchObject({ status, body: { code, detail: expect.stringMatching(detail) } })
    }
  })

  it('[PROF-7] belongs to one application: another cannot take it, nor one of another company', async () => {
    const { resumeId } = await anApplicant()
    const again = { name: 'Ada', email: anAddress(), resumeId }
    expect(await new Caller(server).post(`${jobs()}/applications`, again)).toMatchObject({ status: 400 })
    const stranger = await anEmployer(server)
    const job = await aPublishedPosting(stranger)
    const sent = await upload(aPdf(words))
    const foreign = { name: 'Ada', email: anAddress(), resumeId: sent.body.resumeId }
    const path = `/api/careers/${stranger.slug}/jobs/${job.id}/applications`
    expect(await new Caller(server).post(path, foreign)).toMatchObject({ status: 400 })
  })

  it('[PROF-8] is added by those who move the card; the newest text is read, and others learn of it in the feed', async () => {
    const { candidateId, applicationId } = await anApplicant()
    const path = `${employer.api}/applications/${applicationId}/resumes?name=new.docx`
    const newer = aDocx([name, 'Now leads three teams'])
    for (const caller of [people.viewer, people.interviewer, people.consultant]) {
      expect((await caller.post(path, newer)).status).toBe(403)
    }
    expectStatus(await people.manager.post(path, newer), 201)
    const [application] = (await read(people.owner, candidateId)).applications
    expect(application?.resumes).toMatchObject([{ addedBy: people.manager.userId }, { addedBy: null }])
    expect(application?.resumeText).toMatch(/Now leads three teams/)
    const { body } = await people.viewer.get<{ items: { type: string; data?: object }[] }>(`${employer.api}/feed`)
    expect(body.items).toContainEqual(
      expect.objectContaining({
        type: 'candidate.updated',
        data: expect.objectContaining({ candidateId, what: 'resume' }),
      }),
    )
    expect(JSON.stringify(body)).not.toMatch(telling)
  })
})

describe('the form', () => {
  const page = () => `/careers/${employer.slug}/jobs/${posting.id}/apply`
  const send = (fields: Record<string, string | File>) => {
    const form = new FormData()
    for (const [key, value] of Object.entries(fields)) form.set(key, value)
    return fetch(`${server.url}${page()}`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { origin: server.url },
    })
  }
  const file = (bytes: Uint8Array<ArrayBuffer>, fileName = 'cv.pdf') => new File([bytes], fileName)

  it('[PROF-13] takes a file without JavaScript, keeps it while a field is corrected, and says its limits', async () => {
    const shown = (await new Caller(server).get<string>(page())).body
    expect(shown).toMatch(/enctype="multipart\/form-data"/)
    expect(shown).toMatch(/PDF, Word \(DOCX\) or plain text, up to 10 MB/)
    const wrong = await send({ name: '', email: anAddress(), formKey: 'a', resume: file(aPdf(words)) })
    const again = await wrong.text()
    expect(wrong.status).toBe(400)
    expect(again).toContain('cv.pdf</strong> has arrived')
    const resumeId = /name="resumeId" value="(\w+)"/.exec(again)?.[1] ?? ''
    const right = await send({
      name,
      email: anAddress(),
      formKey: 'b',
      resumeId,
      resumeName: 'cv.pdf',
      resume: file(new Uint8Array(), ''),
    })
    expect(right.status).toBe(303)
    const twice = await send({ name, email: anAddress(), formKey: 'c', resumeId, resumeName: 'cv.pdf' })
    expect(twice.status).toBe(400)
    expect(await twice.text()).toContain('This file is not there any more. Choose it again.')
  })

  it('[PROF-14] says in words what is wrong with a file, at the field, and keeps what was typed', async () => {
    const cases = [
      [file(anEncryptedPdf()), /password/],
      [file(new Uint8Array([77, 90, 144, 0, 3]), 'cv.pdf'), /PDF, a Word file/],
      [file(new Uint8Array(), 'cv.pdf'), /empty/],
    ] as const
    for (const [resume, message] of cases) {
      const answer = await send({ name: 'Quirina', email: anAddress(), formKey: 'd', resume })
      const html = await answer.text()
      expect(answer.status).toBe(400)
      expect(html).toMatch(message)
      expect(html).toMatch(/id="resume-error"/)
      expect(html).toContain('value="Quirina"')
    }
  })
})
