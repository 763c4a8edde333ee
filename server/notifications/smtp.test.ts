import { afterEach, describe, expect, it } from 'vitest'
import { catchMail, type MailCatcher } from '../../tests/faults/mail-catcher.ts'
import { type Mail, MailRefused, type MailTransport } from './mail.ts'
import { openSmtp, withFallback } from './smtp.ts'

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function aServer(options?: Parameters<typeof catchMail>[0]): Promise<MailCatcher> {
  const server = await catchMail(options)
  endings.push(server.close)
  return server
}

function aTransport(url: string): MailTransport {
  const transport = openSmtp(url, () => 'https://hiring.example.com')
  endings.push(transport.close)
  return transport
}

const mail: Mail = {
  to: 'amina@example.com',
  subject: 'Grüße',
  text: 'Hello.\n',
  html: '<p>Hello.</p>',
  links: [],
  attachments: [],
}
const identity = { request: 'a request', messageId: 'abc@hiring.example.com', dueAt: new Date() }
const headersOf = (server: MailCatcher) => server.caught[0]?.content.split('\r\n\r\n')[0] ?? ''

describe('sending by SMTP', () => {
  it('gives the mail its identity and says that no person wrote it', async () => {
    const server = await aServer()
    await aTransport(server.url).send(mail, identity)
    expect(headersOf(server)).toMatch(/^Message-ID: <abc@hiring\.example\.com>$/m)
    expect(headersOf(server)).toMatch(/^From: ClearView <no-reply@hiring\.example\.com>$/m)
    expect(headersOf(server)).toMatch(/^To: amina@example\.com$/m)
    expect(headersOf(server)).toMatch(/^Auto-Submitted: auto-generated$/m)
  })

  it('sends from the address that the URL names', async () => {
    const server = await aServer()
    await aTransport(`${server.url}?from=jobs%40birch.example`).send(mail, identity)
    expect(headersOf(server)).toMatch(/^From: ClearView <jobs@birch\.example>$/m)
  })

  it('keeps line breaks out of every header, even of a mail that was not rendered here', async () => {
    const server = await aServer()
    const subject = 'Hello\r\nBcc: everybody@example.com\r\n\r\nA body'
    await aTransport(server.url).send({ ...mail, subject }, identity)
    expect(headersOf(server)).not.toMatch(/^(Bcc|A body)/im)
    expect(server.caught).toHaveLength(1)
  })

  it('sends to one recipient, whatever the address holds', async () => {
    const server = await aServer()
    const to = 'a@example.com, b@example.com'
    await aTransport(server.url)
      .send({ ...mail, to }, identity)
      .catch((error: unknown) => expect(error).toBeInstanceOf(MailRefused))
    expect(server.caught.map((caught) => caught.to)).not.toContain('b@example.com')
  })

  it('carries an invitation to a calendar', async () => {
    const server = await aServer()
    const contentType = 'text/calendar; method=REQUEST; charset=utf-8'
    const attachments = [{ filename: 'interview.ics', contentType, content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' }]
    await aTransport(server.url).send({ ...mail, attachments }, identity)
    const content = server.caught[0]?.content ?? ''
    // As a form of the text, which mail programs offer to enter, and as a file for the others.
    expect(content).toMatch(/multipart\/alternative[\s\S]+Content-Type: text\/calendar; charset=utf-8; method=REQUEST/)
    expect(content).toMatch(/Content-Disposition: attachment; filename=interview.ics/)
  })

  it('says why both servers refused, masked, and final only when both are', async () => {
    const [no, later] = [await aServer({ refuse: () => 550 }), await aServer({ refuse: () => 451 })]
    const send = (first: MailCatcher, second: MailCatcher) =>
      withFallback([aTransport(first.url), aTransport(second.url)], () => {}).send(mail, identity)
    const refused = await send(no, later).catch((error: unknown) => error)
    expect(refused).toMatchObject({ isFinal: false, message: expect.stringMatching(/550 <a\*\*\*@.* · .*451/) })
    expect(String(refused)).not.toContain('amina')
    await expect(send(no, no)).rejects.toMatchObject({ isFinal: true })
  })

  it('[ALERT-4] names the one-click way out of mail that one can leave, and none for other mail', async () => {
    const server = await aServer()
    const leave = 'https://hiring.example.com/job-alerts/leave?token=abc'
    await aTransport(server.url).send({ ...mail, leave }, identity)
    expect(headersOf(server)).toMatch(
      /^List-Unsubscribe: <https:\/\/hiring\.example\.com\/job-alerts\/leave\?token=abc>$/m,
    )
    expect(headersOf(server)).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
    const other = await aServer()
    await aTransport(other.url).send(mail, identity)
    expect(headersOf(other)).not.toContain('List-Unsubscribe')
  })

  it('[OPS-10] gives up a server that nobody answers at, and asks the second, saying for which request', async () => {
    const server = await aServer()
    const told: [string, string | undefined][] = []
    const nobody = aTransport('smtp://127.0.0.1:1')
    const tell = (reason: string, { request }: { request: string | undefined }) => told.push([reason, request])
    await withFallback([nobody, aTransport(server.url)], tell).send(mail, identity)
    expect(told).toEqual([[expect.stringContaining('ECONNREFUSED'), 'a request']])
    expect(server.caught).toHaveLength(1)
  })
})
