import type { Socket } from '../realtime/io.ts'

/** A page that says more often that somebody is writing is not passed on, in milliseconds: what was said holds for six seconds. */
const pause = 1000

/** Answers whether a page may tell now that its person is writing. */
export function createTyping(): (socket: Socket, conversationId: string) => boolean {
  const lastTold = new WeakMap<Socket, Map<string, number>>()
  return (socket, conversationId) => {
    const told = lastTold.get(socket) ?? new Map<string, number>()
    lastTold.set(socket, told)
    const now = Date.now()
    if (now - (told.get(conversationId) ?? 0) < pause) return false
    told.set(conversationId, now)
    return true
  }
}
