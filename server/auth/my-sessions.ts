import type { endpoints, OpenSession } from '#protocol/auth'
import { AppError } from '../app-error.ts'
import type { HandlerRun } from '../http/bind.ts'
import { timeNow } from '../store/clock.ts'
import { deviceOf } from './devices.ts'
import type { AuthParts } from './parts.ts'
import { type SessionRecord, sessionRows } from './repository.ts'
import { digest } from './secrets.ts'

type Parts = Pick<AuthParts, 'db' | 'sessions' | 'onSessionsEnded'>

/** Where the person is signed in, the newest first; the one that asks is marked. */
export function listMySessions({ db }: Parts): HandlerRun<typeof endpoints.listSessions> {
  return async ({ userId, sessionId }) => {
    const found = await sessionsOf(db, userId)
    const newest = found.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    return { items: newest.map((session) => present(session, sessionId)) }
  }
}

/** Signs one of the person's browsers out, on its open pages too. Done twice, the second finds nothing. */
export function endMySession({ db, sessions, onSessionsEnded }: Parts): HandlerRun<typeof endpoints.endSession> {
  return async ({ userId }, { sessionId: asked }): Promise<undefined> => {
    const found = (await sessionsOf(db, userId)).find(({ _id }) => nameOf(_id) === asked)
    if (!found) throw new AppError('not-found', 'This session is over already.')
    await sessions.end(found._id)
    onSessionsEnded([found._id])
  }
}

/** Signs the person out everywhere but here. */
export function endOtherSessions({
  db,
  sessions,
  onSessionsEnded,
}: Parts): HandlerRun<typeof endpoints.endOtherSessions> {
  return async ({ userId, sessionId }) => {
    const others = (await sessionsOf(db, userId)).map(({ _id }) => _id).filter((id) => id !== sessionId)
    for (const id of others) await sessions.end(id)
    onSessionsEnded(others)
    return { ended: others.length }
  }
}

const sessionsOf = (db: Parts['db'], userId: string): Promise<SessionRecord[]> =>
  sessionRows({ db })
    .find({ userId, expiresAt: { $gt: timeNow() } })
    .toArray()

/** The stored id is what a cookie is recognised by, so it is not told either. */
const nameOf = (id: string): string => digest(id).slice(0, 24)

function present(
  { _id, userAgent, ip, createdAt, lastUsedAt, expiresAt }: SessionRecord,
  current: string,
): OpenSession {
  return {
    id: nameOf(_id),
    current: _id === current,
    device: deviceOf(userAgent),
    ip,
    createdAt: createdAt.toISOString(),
    lastUsedAt: (lastUsedAt ?? createdAt).toISOString(),
    expiresAt: expiresAt.toISOString(),
  }
}
