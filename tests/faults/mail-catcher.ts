import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** How far a mail server has come with a mail. `taken`: it has the whole mail, its sender does not know yet. */
export type Step = 'connected' | 'addressed' | 'taken'

interface CaughtMail {
  readonly messageId: string
  readonly to: string
  readonly content: string
  readonly at: number
}

export interface MailCatcher {
  readonly url: string
  readonly caught: readonly CaughtMail[]
  close(): Promise<void>
}

/**
 * A real mail server on a free port that keeps what it takes.
 * @param refuse the code with which the n-th recipient (from 1) is refused; null: taken
 * @param onStep awaited at each step of each mail
 */
export async function catchMail(
  options: { refuse?: (n: number) => number | null; onStep?: (step: Step) => Promise<void> } = {},
): Promise<MailCatcher> {
  const { refuse = () => null, onStep = async () => {} } = options
  const caught: CaughtMail[] = []
  let recipients = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    onConnect: (_session, done) => void onStep('connected').then(() => done()),
    onRcptTo: ({ address }, _session, done) => {
      const code = refuse(++recipients)
      if (code === null) void onStep('addressed').then(() => done())
      else done(Object.assign(new Error(`<${address}> not now`), { responseCode: code }))
    },
    onData: (stream, session, done) => {
      let content = ''
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => {
        content += text
      })
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? ''
        const messageId = /^Message-ID: <(.+)>$/im.exec(content)?.[1] ?? ''
        caught.push({ messageId, to, content, at: Date.now() })
        void onStep('taken').then(() => done())
      })
    },
  })
  // A killed sender resets its connection; that is what these tests are about.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    caught,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
