import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { jobs } from '#protocol/jobs'
import { MailRefused } from './mail.ts'
import { renderMail } from './render-mail.ts'

const everything = {
  name: 'Amina Diallo',
  companyName: 'Birch & Sons',
  inviterName: 'Jo Lindqvist',
  role: 'hiring_manager',
  jobTitle: 'Node.js developer',
  headline: 'The hiring team wants to talk with you.',
  next: 'The time is agreed with you by mail.',
  token: 'a-secret_with/odd+signs=',
  code: 'Amber Heron',
  path: '/pipeline/job?candidate=heron',
  title: 'Amber Heron applied for Node.js developer',
  count: '2',
  lines: 'Amber Heron applied\nBlue Wren applied',
  more: '3',
  host: 'hooks.example.com',
  filters: 'in Lisbon',
  leave: 'another-secret',
  about: 'invited',
  when: 'Monday, 29 March 2027, 10:00 to 11:00 (Europe/Lisbon, UTC+1)',
  startsAt: '2027-03-29T09:00:00.000Z',
  endsAt: '2027-03-29T10:00:00.000Z',
  stamp: '2027-03-01T09:00:00.000Z',
  location: 'Second floor, room Blue',
  reason: 'We are ill',
  interviewId: '01abc',
  sequence: '3',
  confirmed: '',
  candidate: 'Amber Heron',
  reportName: 'Weekly summary',
  period: '1 to 28 March 2027',
  offered: 'Monday at ten\nTuesday at ten',
}
type Template = (typeof jobs)['send-mail']['shape']['template']['options'][number]
const templates = jobs['send-mail'].shape.template.options
const render = (template: Template, data: Record<string, string> = {}, to = 'amina@example.com') =>
  renderMail({ to, template, data: { ...everything, ...data } }, 'https://hiring.example.com/')

describe('rendering a mail', () => {
  it.each(templates)('%s says the same as text and as HTML, and leads to one page', async (template) => {
    const mail = await render(template)
    // One, and where there is something to leave, the way out.
    expect(mail.links).toHaveLength(template === 'job-alert' ? 2 : 1)
    const link = mail.links[0] ?? ''
    expect(link.startsWith('https://hiring.example.com/')).toBe(true)
    expect(mail.text).toContain(link)
    expect(mail.html).toContain(`href="${link}"`)
    expect(mail.html).toContain(mail.subject.replace('&', '&amp;'))
    expect(mail.html).toMatch(/<html lang="en">/)
    expect(mail.text + mail.subject).not.toMatch(/!|undefined|null|\[object/)
  })

  it.each([
    ['verify-email', '/verify-email'],
    ['password-reset', '/reset-password'],
    ['invitation', '/invitation'],
    ['application-received', '/portal'],
    ['application-update', '/portal'],
    ['answer-asked', '/portal/answer'],
  ] as const)('the link of %s carries its secret as ?token=', async (template, path) => {
    const link = new URL((await render(template)).links[0] ?? '')
    expect(link.pathname).toBe(path)
    expect(link.searchParams.get('token')).toBe(everything.token)
  })

  it('an invitation of a consultant leads the new to the registration, with their address, and the known to their home', async () => {
    const invite = async (account: string) =>
      new URL((await render('engagement-invitation', { account, email: 'a+b@example.com' })).links[0] ?? '')
    expect((await invite('known')).pathname).toBe('/')
    expect((await invite('new')).pathname).toBe('/consultants/register')
    expect((await invite('new')).searchParams.get('email')).toBe('a+b@example.com')
  })

  const kinds = ['offered', 'invited', 'moved', 'cancelled', 'declined', 'removed', 'reminder'] as const
  const mails = kinds.flatMap((about) =>
    (['interview-candidate', 'interview-interviewer'] as const).map((template) => ({ about, template })),
  )
  it.each(mails)(
    '[ICAL-5] $template about an interview that is $about carries what calendars are to know',
    async ({ about, template }) => {
      const mail = await render(template, { about })
      expect(mail.text).toContain('Node.js developer')
      expect(mail.text + mail.subject).not.toMatch(/undefined|null|\[object/)
      const isCandidate = template === 'interview-candidate'
      expect(mail.text.includes('Amber Heron')).toBe(!isCandidate)
      expect(mail.text.includes('Birch & Sons')).toBe(isCandidate)
      if (about === 'offered') return expect(mail.attachments).toEqual([])
      const method = ['cancelled', 'declined', 'removed'].includes(about) ? 'CANCEL' : 'REQUEST'
      const [file] = mail.attachments
      expect(file?.contentType).toBe(`text/calendar; method=${method}; charset=utf-8`)
      const calendar = new ICAL.Component(ICAL.parse(file?.content ?? ''))
      const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
      expect([event.uid, event.sequence]).toEqual(['interview-01abc@hiring.example.com', 3])
      expect(new Date(event.startDate.toUnixTime() * 1000).toISOString()).toBe(everything.startsAt)
      expect(event.attendees.map((one) => String(one.getFirstValue()).toLowerCase())).toEqual([
        'mailto:amina@example.com',
      ])
    },
  )

  it('carries the purpose of an engagement, unless it reads like an advertisement', async () => {
    const invite = async (purpose: string) => (await render('engagement-invitation', { purpose })).text
    expect(await invite('Look at our interviews.')).toContain('What they ask for: Look at our interviews.')
    expect(await invite('Cheap watches at watches.example')).not.toContain('watches')
  })

  it('escapes what people typed', async () => {
    const mail = await render('application-update', { companyName: '<img src=x onerror=alert(1)>"\'&' })
    expect(mail.html).not.toContain('<img')
    expect(mail.html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;')
    expect(mail.text).toContain('<img src=x onerror=alert(1)>"\'&')
  })

  it('keeps a subject on one line, whatever a title holds', async () => {
    const mail = await render('application-received', { jobTitle: 'Cook\r\nBcc: everybody@example.com\u2028\u202e\0' })
    expect(mail.subject).toBe('Your application for Cook Bcc: everybody@example.com arrived')
  })

  it('[NAME-5] cuts what is too long between two characters', async () => {
    for (const start of ['', 'a']) {
      const mail = await render('application-received', {
        name: start + '😀'.repeat(50),
        jobTitle: start + '😀'.repeat(99),
      })
      const { subject, text, html } = mail
      expect([subject, text, html].map((words) => words.isWellFormed())).toEqual([true, true, true])
      expect(text).toMatch(/^Hello a?😀+…,\n/u)
    }
  })

  it.each([
    'a@example.com, b@example.com',
    'a@example.com\r\nBcc: b@example.com',
    'A <a@example.com>',
    '"a b"@example.com',
    'nobody',
    '',
    `${'a'.repeat(250)}@example.com`,
  ])('refuses %j as a recipient', async (to) => {
    await expect(render('verify-email', {}, to)).rejects.toThrow(MailRefused)
  })

  it('does not carry the advertisement of somebody who registers with another person’s address', async () => {
    const mail = await render('verify-email', { name: 'Win at www.example.org', companyName: 'https://example.org' })
    expect(mail.text).toContain('Hello,\n')
    expect(mail.text + mail.html).not.toContain('example.org')
    expect((await render('verify-email', { name: 'J.R.R. Tolkien' })).text).toContain('Hello J.R.R. Tolkien,')
  })

  it('needs no name and no company to confirm an address', async () => {
    const mail = await renderMail(
      { to: 'a@example.com', template: 'verify-email', data: { token: 't' } },
      'http://127.0.0.1:3000',
    )
    expect(mail.links).toEqual(['http://127.0.0.1:3000/verify-email?token=t'])
  })

  it('refuses to send a letter whose secret is missing', async () => {
    const mail = renderMail({ to: 'a@example.com', template: 'password-reset', data: {} }, 'http://127.0.0.1:3000')
    await expect(mail).rejects.toThrow()
  })
})
