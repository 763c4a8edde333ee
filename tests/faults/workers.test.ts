import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { bySystem } from '../../server/journal/actors.ts'
import { feedOf, journalPlan } from '../../server/journal/entry.ts'
import { notificationPlans, notificationRows } from '../../server/notifications/inbox/repository.ts'
import { webhookPlans } from '../../server/notifications/webhooks/repository.ts'
import { newId } from '../../server/store/ids.ts'
import { ensureIndexes } from '../../server/store/mongo.ts'
import { eventually } from '../server.ts'
import { aMailServer, anInstallation, aWorkerProcess, storeForThisFile } from './mail-installation.ts'

storeForThisFile()

const isSoak = process.env['SOAK'] !== undefined
const causes = isSoak ? 1000 : 40
const kills = isSoak ? 100 : 4
/** Rows of one kind that one worker has in hand at most. */
const atOnce = 10

/** A receiver of webhooks that remembers what it took. */
async function aReceiver() {
  const taken: { id: string; seq: number }[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { data } = JSON.parse(Buffer.concat(parts).toString()) as { data: { seq: number } }
      taken.push({ id: String(request.headers['webhook-id']), seq: data.seq })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { url, taken, close: () => server.close() }
}

describe('workers that are killed again and again', () => {
  it('[NOTE-9] tell, mail and call once of each cause: nothing is missing, and a repetition is known by its id', async () => {
    const mail = await aMailServer()
    const receiver = await aReceiver()
    const here = await anInstallation({ first: mail })
    const { db } = here.scope
    await ensureIndexes(db, [journalPlan, ...notificationPlans, ...webhookPlans])
    const employerId = newId()
    const [mailed, quiet] = [newId(), newId()]
    const rows = (name: string) => db.collection<{ _id: string }>(name)
    for (const userId of [mailed, quiet]) {
      const membership = { employerId, userId, role: 'recruiter', jobIds: [], version: 1, joinedAt: new Date() }
      await rows('memberships').insertOne({ _id: newId(), ...membership } as { _id: string })
      await rows('users').insertOne({ _id: userId, name: 'Jo', email: `${userId}@example.com` } as { _id: string })
    }
    const ways = { application_received: { app: true, mail: 'now' } }
    await rows('notification_preferences').insertOne({
      ...{ _id: mailed, timeZone: 'UTC', digestHour: 8, ways },
    } as { _id: string })
    await rows('webhooks').insertOne({
      ...{ _id: newId(), employerId, url: receiver.url, types: ['application.received'], state: 'active', seed: 's' },
      ...{ failingSince: null, createdAt: new Date(), version: 1 },
    } as { _id: string })

    const aWorker = () => aWorkerProcess({ database: here.database, smtpUrl: mail.url })
    const isBusy = async () => (await here.outbox.findOne({ state: { $in: ['pending', 'queued'] } })) !== null
    let made = 0
    for (let round = 0; round < kills; round++) {
      const worker = aWorker()
      const share = Math.ceil((causes * (round + 1)) / kills)
      for (; made < share; made++) {
        const data = { applicationId: newId(), jobId: 'j', candidateId: newId() }
        await here.journal.commit([feedOf(employerId)], async (tx) => {
          tx.append(feedOf(employerId), { type: 'application.received', data, actor: bySystem })
        })
      }
      // Somewhere in the middle of the work: after a few more mails or calls than before.
      const before = mail.caught.length + receiver.taken.length
      const some = 1 + Math.floor(Math.random() * 8)
      await eventually(
        async () => mail.caught.length + receiver.taken.length >= before + some || !(await isBusy()),
        60_000,
      )
      await worker.kill()
    }
    aWorker()
    await eventually(async () => !(await isBusy()), 120_000)
    await here.settled()
    receiver.close()

    const told = await notificationRows({ db }).find({ employerId }).toArray()
    for (const userId of [mailed, quiet]) expect(told.filter((one) => one.userId === userId)).toHaveLength(causes)
    expect(new Set(told.map(({ cause }) => cause)).size).toBe(causes * 2)
    const ids = new Set(receiver.taken.map(({ id }) => id))
    expect([ids.size, new Set(receiver.taken.map(({ seq }) => seq)).size]).toEqual([causes, causes])
    expect(new Set(mail.caught.map(({ messageId }) => messageId)).size).toBe(causes)
    // Only what a worker had in hand when it was killed can have gone out twice.
    const again = { mails: mail.caught.length - causes, calls: receiver.taken.length - causes }
    process.stdout.write(`${kills} kills, ${causes} causes: ${again.mails} mails and ${again.calls} calls repeated\n`)
    expect(Math.max(again.mails, again.calls)).toBeLessThanOrEqual(kills * atOnce)
    expect(await here.outbox.countDocuments({ state: 'dead' })).toBe(0)
  }, 1_200_000)
})
