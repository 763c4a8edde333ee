import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unasked } from '../request-id.ts'
import { devMailRoutes } from './dev-mail.ts'
import { openMailFolder } from './kept-mail.ts'
import type { Mail } from './mail.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'clearview-mail-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const mail = (facts: Partial<Mail> = {}): Mail => ({
  to: 'Amina@Example.com',
  subject: 'Hello',
  text: 'Hello.',
  html: '<html><head><title>Hello</title></head><body><p>Hello.</p></body></html>',
  links: ['http://127.0.0.1/portal?token=t'],
  attachments: [],
  ...facts,
})

const keep = (most?: number) => {
  const folder = openMailFolder(join(dataDir, 'mail'), most)
  let time = Date.UTC(2026, 0, 1)
  return {
    folder,
    send: (name: string, facts: Partial<Mail> = {}) =>
      folder.send(mail({ subject: name, ...facts }), { ...unasked, messageId: `${name}@x`, dueAt: new Date(time++) }),
  }
}

interface Call {
  path?: string
  from?: string
  headers?: Record<string, string>
  smtp?: string
}

function call({ path = '/dev/mail', from = '127.0.0.1', headers = {}, smtp }: Call = {}): Promise<Response> {
  const app = new Hono()
  devMailRoutes(app, { config: { DATA_DIR: dataDir, SMTP_URL: smtp, SMTP_FALLBACK_URL: undefined } })
  const incoming = { socket: { remoteAddress: from } }
  return Promise.resolve(app.request(`http://127.0.0.1:3000${path}`, { headers }, { incoming }))
}
const list = async (facts: Call = {}): Promise<{ subject: string }[]> => (await call(facts)).json()

describe('keeping mail without a mail server', () => {
  it('keeps one file for one mail, however often it is sent', async () => {
    const { folder } = keep()
    const identity = { ...unasked, messageId: 'one@x', dueAt: new Date() }
    await folder.send(mail(), identity)
    await folder.send(mail(), identity)
    expect(await readdir(join(dataDir, 'mail'))).toHaveLength(1)
  })

  it('keeps the newest and removes the oldest', async () => {
    const { send, folder } = keep(3)
    for (let i = 0; i <= 100; i++) await send(`mail ${i}`)
    const kept = await folder.list({ limit: 10 })
    expect(kept.map(({ subject }) => subject)).toEqual(['mail 100', 'mail 99', 'mail 98'])
  })

  it('lists the mail to an address newest first, without regard to case', async () => {
    const { send } = keep()
    await send('first')
    await send('to somebody else', { to: 'jo@example.com' })
    await send('second', { attachments: [{ filename: 'a.ics', contentType: 'text/calendar', content: 'BEGIN' }] })
    const mails = await list({ path: '/dev/mail?to=aMINA%40example.COM' })
    expect(mails.map(({ subject }) => subject)).toEqual(['second', 'first'])
    expect(mails[0]).toEqual({
      ...mail({ subject: 'second' }),
      attachments: [{ filename: 'a.ics', contentType: 'text/calendar', content: 'BEGIN' }],
      at: expect.stringMatching(/^\d{4}-.*Z$/),
    })
    expect(await list()).toHaveLength(3)
  })

  it('answers with an empty list before the first mail', async () => {
    expect(await list()).toEqual([])
  })

  it('does not exist for anybody but this machine, nor once there is a mail server', async () => {
    const { send } = keep()
    await send('secret')
    expect((await call({ from: '192.0.2.7' })).status).toBe(404)
    expect((await call({ headers: { 'X-Forwarded-For': '192.0.2.7' } })).status).toBe(404)
    expect((await call({ path: '/dev/mail/x/html', from: '192.0.2.7' })).status).toBe(404)
    expect((await call({ smtp: 'smtp://mail.example.com' })).status).toBe(404)
    expect((await call({ from: '::ffff:127.0.0.1' })).status).toBe(200)
  })

  it('shows a browser a page without scripts, and the mail in a sandboxed frame', async () => {
    const { send } = keep()
    await send('<script>alert(1)</script>')
    const page = await call({ headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } })
    const body = await page.text()
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(body).not.toContain('<script')
    const frame = /<iframe[^>]* src="([^"]+)" sandbox="([^"]+)"/.exec(body)
    expect(frame?.[2]).not.toContain('allow-scripts')
    const shown = await call({ path: frame?.[1] ?? '' })
    expect(await shown.text()).toContain('<p>Hello.</p>')
    expect(shown.headers.get('content-security-policy')).toContain('sandbox')
  })

  it('finds no file but a mail by an id', async () => {
    expect((await call({ path: `/dev/mail/${encodeURIComponent('../../etc/passwd')}` })).status).toBe(404)
  })
})
