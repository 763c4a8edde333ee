import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { audiences } from '../server/audiences.ts'
import type { Member } from '../server/http/actor.ts'
import type { Entry } from '../server/journal/entry.ts'
import type { News } from '../server/journal/follow.ts'
import { entryFor } from '../server/realtime/audience.ts'
import { Channel } from '../server/realtime/channel.ts'
import { feedKind } from '../server/realtime/feeds.ts'
import { createIo } from '../server/realtime/io.ts'
import { answerMessages } from './processes.ts'

/**
 * A Socket.IO server that pushes one room's events: either with Socket.IO alone, or through the feed's own path with
 * its rights, the store left out. Both send the same bytes.
 */
const ours = process.argv[2] === 'ours'
const http = createServer()
const io = createIo(http)

let deliver: (entries: readonly Entry[]) => void | Promise<void> = () => undefined
const news: News = {
  head: 0,
  follow: (onEntries) => {
    deliver = onEntries
    return { stream: 'feed:employer', heard: 0, close: () => undefined }
  },
  close: () => undefined,
}
const channel = new Channel({
  ...{ io, news },
  kind: feedKind('employer', { audiences, refresh: async (member) => member }),
  onPush: () => undefined,
})

// Most people of an employer see the same; some see less.
const roles = ['recruiter', 'recruiter', 'recruiter', 'viewer', 'admin', 'interviewer'] as const
const memberOf = (n: number): Member => ({
  kind: 'person',
  userId: `user-${n}`,
  sessionId: `session-${n}`,
  request: 'bench',
  ip: '127.0.0.1',
  userAgent: '',
  employerId: 'employer',
  role: roles[n % roles.length] ?? 'recruiter',
  jobIds: ['job'],
  membershipVersion: 1,
})

let connected = 0
io.on('connection', (socket) => {
  connected++
  if (ours) channel.join(socket, memberOf(connected), channel.head)
  else void socket.join('room')
  socket.on('disconnect', () => {
    connected--
    if (ours) channel.leave(socket)
  })
})

let seq = 0
const at = new Date('2026-05-01T10:00:00.000Z')
const entry = (): Entry => ({
  stream: 'feed:employer',
  seq: ++seq,
  key: `key-${seq}`,
  type: 'application.moved',
  data: {
    applicationId: '01kvvvvvvvvvvvvvvvvvvvvvvv',
    jobId: 'job',
    candidateId: '01kwwwwwwwwwwwwwwwwwwwwwww',
    stage: 'interview',
    status: 'active',
    stageSince: at.toISOString(),
    version: seq,
  },
  actor: { kind: 'user', id: '01kxxxxxxxxxxxxxxxxxxxxxxx' },
  at,
})

async function emit(count: number): Promise<object> {
  const before = process.cpuUsage()
  for (let sent = 0; sent < count; sent++) {
    const next = entry()
    if (ours) await deliver([next])
    else io.to('room').emit('feed', entryFor(audiences, 'employer', next, memberOf(0)))
    // One event per turn, as commits bring them.
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { user, system } = process.cpuUsage(before)
  return { microseconds: user + system }
}

http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo
  answerMessages({}, async (message) => {
    const { emit: count } = message as { emit?: number }
    if (count !== undefined) return emit(count)
    global.gc?.()
    return { rss: process.memoryUsage().rss, connected, port }
  })
})
