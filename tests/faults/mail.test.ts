import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { deadLetters, runAgain } from '../../server/notifications/dead-letters.ts'
import { newId } from '../../server/store/ids.ts'
import { outboxRows } from '../../server/store/outbox.ts'
import { median } from '../delays.ts'
import { eventually } from '../server.ts'
import type { Step } from './mail-catcher.ts'
import {
  aDyingCommitter,
  aMailServer,
  anInstallation,
  aPlainWorker,
  aWorkerProcess,
  dataDir,
  patience,
  store,
  storeForThisFile,
} from './mail-installation.ts'
import { noNews } from './no-news.ts'
import type { TestProcess } from './worker-process.ts'

storeForThisFile()

describe('sending mail', () => {
  it('a mail leaves soon after the commit, and its payload is blanked', async () => {
    const server = await aMailServer()
    const here = await anInstallation({ first: server })
    await here.work()
    const delays: number[] = []
    for (let i = 1; i <= 9; i++) {
      await here.mail()
      const committed = Date.now()
      await eventually(() => server.caught.length === i, patience)
      delays.push((server.caught.at(-1)?.at ?? 0) - committed)
      await here.settled()
    }
    const rows = await here.allIn('done')
    expect(rows.map(({ payload, attempts }) => ({ payload, attempts }))).toEqual(
      Array(9).fill({ payload: {}, attempts: 1 }),
    )
    process.stdout.write(`commit to mail: ${median(delays)} ms in the median of ${delays.join(', ')}\n`)
    // Generous for a busy machine, and yet impossible by the sweep alone.
    expect(median(delays)).toBeLessThan(500)
  })

  it('the second server takes over when the first refuses', async () => {
    const first = await aMailServer({ refuse: () => 451 })
    const second = await aMailServer()
    const here = await anInstallation({ first, second })
    await here.work()
    await here.mail()
    await here.allIn('done')
    expect([first.caught.length, second.caught.length]).toEqual([0, 1])
  })

  it('a server that fails for a while gets the mail once it works again, once', async () => {
    const server = await aMailServer({ refuse: (n) => (n <= 3 ? 451 : null) })
    const here = await anInstallation({ first: server })
    await here.work()
    await here.mail()
    expect(await here.allIn('done')).toMatchObject([{ attempts: 4, lastError: null }])
    await here.settled()
    expect(server.caught).toHaveLength(1)
  })

  it('a mail refused for good waits among the dead letters until somebody runs it again', async () => {
    let code: number | null = 550
    const server = await aMailServer({ refuse: () => code })
    const here = await anInstallation({ first: server })
    const workers = await here.work()
    await here.mail('amina@example.com')
    const [row] = await here.allIn('dead')
    expect(row).toMatchObject({ attempts: 2, payload: { to: 'amina@example.com' } })
    const letters = await deadLetters(here.scope)
    expect(letters).toMatchObject([{ id: row?._id, job: 'send-mail', attempts: 2 }])
    expect(letters[0]?.lastError).toContain('a***@example.com')
    expect(JSON.stringify(letters)).not.toMatch(/amina|secret/)

    code = null
    const again = await runAgain(here.scope, row?._id ?? '')
    expect(await runAgain(here.scope, row?._id ?? '')).toBeNull()
    workers.nudge(again ? [again] : [])
    await here.allIn('done')
    expect(await deadLetters(here.scope)).toEqual([])
    expect(server.caught).toHaveLength(1)
  })

  it('a decision is told when it is due, and not at all once it is undone', async () => {
    const server = await aMailServer()
    const here = await anInstallation({ first: server })
    const news = { to: 'amina@example.com', name: 'Amina', companyName: 'Birch', jobTitle: 'Cook' }
    const words = { headline: 'You got the job.', next: 'Birch will be in touch.', token: 'secret', isEnd: true }
    const undone = new Set<string>()
    await here.work({
      news: { ...noNews, forCandidate: async (id) => (undone.has(id) ? null : { ...news, ...words }) },
    })
    const dueAt = new Date(Date.now() + 400)
    await here.decide(dueAt)
    await here.allIn('done')
    expect(server.caught).toMatchObject([
      { to: 'amina@example.com', content: expect.stringContaining('You got the job.') },
    ])
    expect(server.caught[0]?.at).toBeGreaterThanOrEqual(dueAt.getTime())

    undone.add('a')
    await here.decide(new Date())
    await here.allIn('done')
    expect(server.caught).toHaveLength(1)
  })

  it('rows told to several workers, twice, are sent once each', async () => {
    const server = await aMailServer()
    const here = await anInstallation({ first: server })
    // Not the short lock of the other tests: on a busy machine it could end while a mail is on its way.
    const workers = await Promise.all([1, 2, 3].map(() => here.work({ lockLifetime: 30_000 })))
    await here.mail('amina@example.com', 30)
    const rows = await here.outbox.find().toArray()
    for (const each of workers) each.nudge(rows)
    await here.allIn('done')
    for (const each of workers) each.nudge(rows)
    await here.settled()
    expect(new Set(server.caught.map(({ messageId }) => messageId)).size).toBe(30)
    expect(server.caught).toHaveLength(30)
  })
})

describe('a worker that is killed', () => {
  /** A worker process takes the mail and is killed at a step; then another worker starts. */
  async function killedAt(step: Step | 'recorded') {
    const victim: { worker?: TestProcess } = {}
    let killed = false
    const server = await aMailServer({
      onStep: async (reached) => {
        if (killed || reached !== step) return
        killed = true
        await victim.worker?.kill()
      },
    })
    const here = await anInstallation({ first: server })
    victim.worker = aWorkerProcess({ database: here.database, smtpUrl: server.url })
    await here.mail()
    if (step === 'recorded') {
      await here.allIn('done')
      await victim.worker.kill()
    }
    await victim.worker.ended
    await here.work()
    await here.allIn('done')
    await here.settled()
    return server.caught.map(({ messageId }) => messageId)
  }

  /** All at once: most of the time goes into starting processes and waiting for locks to end. */
  let sent: Record<Step | 'recorded', readonly string[]>
  beforeAll(async () => {
    const [connected, addressed, taken, recorded] = await Promise.all([
      killedAt('connected'),
      killedAt('addressed'),
      killedAt('taken'),
      killedAt('recorded'),
    ])
    sent = { connected, addressed, taken, recorded }
  })

  it.each(['connected', 'addressed', 'recorded'] as const)('when %s: the mail is sent exactly once', (step) => {
    expect(sent[step]).toHaveLength(1)
  })

  it('between the server’s acceptance and the record: a second copy, recognisable as the same mail', () => {
    const [first, second, ...more] = sent.taken
    expect(second).toBe(first)
    expect(more).toEqual([])
  })

  it('between the commit and the nudge: the mail is sent once by the next worker', async () => {
    const server = await aMailServer()
    const here = await anInstallation({ first: server })
    await aDyingCommitter({ database: here.database, to: 'amina@example.com' }).ended
    expect(await here.outbox.find().toArray()).toMatchObject([{ state: 'pending', attempts: 0 }])
    await here.work()
    await here.allIn('done')
    expect(server.caught).toHaveLength(1)
  })

  it('a row whose job was lost with the queue, as after a restored backup, is brought anew', async () => {
    const server = await aMailServer()
    const here = await anInstallation({ first: server })
    await here.mail()
    await here.outbox.updateMany({}, { $set: { state: 'queued', createdAt: new Date(0), dueAt: new Date(0) } })
    await here.work()
    await here.allIn('done')
    expect(server.caught).toHaveLength(1)
  })
})

describe('the worker of its own process', () => {
  it('does what a server with WORKERS=off left, keeps mail without a mail server, and stops on SIGTERM', async () => {
    const rows = outboxRows(store)
    const data = { name: 'Amina', companyName: 'Birch', token: 'secret' }
    const at = new Date()
    const payload = { to: 'amina@example.com', template: 'verify-email', data }
    const row = { job: 'send-mail', payload, attempts: 0, dueAt: at, createdAt: at, finishedAt: null, lastError: null }
    await rows.insertOne({ _id: newId(), state: 'pending', ...row })
    const { child, ended } = aPlainWorker()
    await eventually(() => rows.findOne({ state: 'done' }), patience)
    const [file] = await readdir(join(dataDir, 'mail'))
    const mail: unknown = JSON.parse(await readFile(join(dataDir, 'mail', file ?? ''), 'utf8'))
    expect(mail).toMatchObject({
      to: 'amina@example.com',
      links: [expect.stringContaining('/verify-email?token=secret')],
    })
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})
