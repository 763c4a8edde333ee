import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { equal } from '../bson/key.ts'
import { type Doc, isDoc, toNumber } from '../bson/types.ts'
import type { StoreError } from '../errors.ts'
import { beginSlice } from '../yielding.ts'
import { formatReply, headerSize, MalformedMessage, maxMessageSize, parseMessage, type Request } from './message.ts'

export type Answer = (command: Doc | StoreError) => Promise<Doc>

/**
 * One client. Its messages are answered one after the other, in order; meanwhile the socket itself slows down a client
 * that goes on sending. Bytes that cannot be a message end this connection and nothing else.
 */
export function serve(socket: Socket, answer: Answer): void {
  let header: Buffer | null = null
  let busy = false

  socket.on('error', () => socket.destroy())
  socket.on('readable', () => {
    if (!busy) void run()
  })

  async function run(): Promise<void> {
    busy = true
    try {
      for (let request = next(); request; request = next()) {
        beginSlice()
        await respond(request)
      }
    } catch (error) {
      if (!(error instanceof MalformedMessage)) console.error('a connection was closed:', error)
      socket.destroy()
    } finally {
      busy = false
    }
  }

  /** What has arrived of a message is left in the socket until it is whole. */
  function next(): Request | undefined {
    header ??= socket.read(headerSize)
    if (!header || header.length < headerSize) return undefined
    const size = header.readInt32LE(0) - headerSize
    if (size < 5 || size > maxMessageSize - headerSize)
      throw new MalformedMessage(`a message cannot have ${size} bytes`)
    const body: Buffer | null = socket.read(size)
    // At the end of a connection the rest is given whatever is asked for.
    if (!body || body.length < size) return undefined
    const request = parseMessage(header, body)
    header = null
    return request
  }

  async function respond(request: Request): Promise<void> {
    const { command, exhaust, wantsReply } = request
    const reply = await answer(command)
    if (exhaust && isDoc(command) && command.topologyVersion !== undefined) await watch(request, command, reply)
    else if (wantsReply) send(formatReply(request, reply))
  }

  function send(parts: Buffer[]): void {
    if (socket.destroyed) return
    if (parts.length > 1) socket.cork()
    for (const part of parts) socket.write(part)
    if (parts.length > 1) socket.uncork()
  }

  /**
   * A driver that watches the server: told at once if what it knows is of another process, and from then on each time
   * the span it named is over. While it only listens, it learns of the end of this process as soon as that comes.
   */
  async function watch(request: Request, command: Doc, first: Doc): Promise<void> {
    const span = toNumber(command.maxAwaitTimeMS) ?? 10_000
    const ended = new AbortController()
    socket.once('close', () => ended.abort())
    let known = equal(command.topologyVersion, first.topologyVersion)
    while (!socket.destroyed) {
      if (known) await delay(span, undefined, { signal: ended.signal }).catch(() => {})
      send(formatReply(request, await answer(command), true))
      known = true
    }
  }
}
