import { beforeAll, describe, expect, it } from 'vitest'
import { type AnEngagement, aConsultant, aMember, anEmployer, anEngagement, type Caller } from '../builders.ts'
import { addressOf as of, upload } from '../realtime/chatters.ts'
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

let server: TestServer
let consultant: Caller
let recruiter: Caller
let engagement: AnEngagement

beforeAll(async () => {
  server = await sharedServer()
  const employer = await anEmployer(server)
  ;[consultant, recruiter] = await Promise.all([aConsultant(server), aMember(employer, 'recruiter')])
  engagement = await anEngagement(employer, consultant)
})

const download = async (caller: Caller, to: AnEngagement, id: string) => {
  const answer = await fetch(`${server.url}${of(to)}/attachments/${id}`, { headers: { cookie: caller.cookie } })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('attachments', () => {
  it('[CHAT-28] are known by their content, and come back as they were, to be saved', async () => {
    const big = Buffer.alloc(900_000, 'abc\n')
    for (const [name, bytes, contentType, saved] of [
      ['picture.exe', png, 'image/png', 'picture.exe.png'],
      ['Größe "x".TXT', Buffer.from('Grüße'), 'text/plain', 'Größe _x_.TXT'],
      ['figures.csv', Buffer.from('a;b\n1;2\n'), 'text/csv', 'figures.csv'],
      ['../../etc/passwd', big, 'text/plain', '_.._etc_passwd.txt'],
      ['offer.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n'), 'application/pdf', 'offer.pdf'],
    ] as const) {
      const { status, body } = await upload(recruiter, engagement, name, bytes)
      expect({ status, ...body }).toMatchObject({ status: 201, contentType, size: bytes.byteLength, name: saved })
      const got = await download(recruiter, engagement, body.id)
      expect([got.status, got.bytes.equals(bytes)]).toEqual([200, true])
      expect(got.headers.get('content-disposition')).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''/)
      expect(got.headers.get('x-content-type-options')).toBe('nosniff')
      expect(got.headers.get('content-security-policy')).toContain('sandbox')
      expect(got.headers.get('content-type')).toContain(contentType)
    }
  })

  it('[CHAT-29] of other types, empty or too large are refused with a sentence', async () => {
    const refused = async (name: string, bytes: Buffer) => {
      const { status, body } = await upload(recruiter, engagement, name, bytes)
      return `${status} ${body.code}`
    }
    expect(await refused('a.png', Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'))).toBe(
      '415 file-type-refused',
    )
    expect(await refused('a.txt', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x01]))).toBe('415 file-type-refused')
    expect(await refused('a.pdf', Buffer.from('PK\x03\x04 not a document'))).toBe('415 file-type-refused')
    expect(await refused('a.svg', Buffer.from('<?xml version="1.0"?><svg onload="x()"/>'))).toBe(
      '415 file-type-refused',
    )
    expect(await refused('a.txt', Buffer.alloc(0))).toBe('400 invalid-input')
    expect(await refused('a.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'))).toBe('413 body-too-large')
    expect((await upload(recruiter, engagement, 'a.txt', Buffer.alloc(10 * 1024 * 1024, 'a'))).status).toBe(201)
  })

  it('[CHAT-30] the same key and bytes are one upload; other bytes under it are refused', async () => {
    const first = await upload(recruiter, engagement, 'a.png', png, 'upload-1')
    const again = await upload(recruiter, engagement, 'a.png', png, 'upload-1')
    expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([201, first.body, 'true'])
    expect((await download(recruiter, engagement, first.body.id)).bytes.equals(png)).toBe(true)
    const other = await upload(recruiter, engagement, 'a.png', Buffer.from('other'), 'upload-1')
    expect([other.status, other.body.code]).toEqual([409, 'idempotency-conflict'])
  })

  it('[CHAT-31] that no message names are seen by their uploader alone, who may discard them', async () => {
    const { body } = await upload(recruiter, engagement, 'a.png', png)
    expect((await download(consultant, engagement, body.id)).status).toBe(404)
    const path = `${of(engagement)}/attachments/${body.id}`
    expect((await consultant.delete(path)).status).toBe(404)
    expect((await recruiter.delete(path)).status).toBe(204)
    expect((await download(recruiter, engagement, body.id)).status).toBe(404)
    expect((await recruiter.delete(path)).status).toBe(404)
  })
})
