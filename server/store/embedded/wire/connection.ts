import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { compare } from '../bson/compare.ts'
import { type Doc, toNumber } from '../bson/types.ts'
import { beginSlice } from '../yielding.ts'
import { formatReply, headerSize, MalformedMessage, maxMessageSize, parseMessage, type Request } from './message.ts'

export type Answer = (command: Doc) => Promise<Doc>

/**
 * One client. Its messages are put together from what arrives and answered one after the other, in order. Bytes
 * that cannot be a message end this connection and nothing else.
 */
export function serve(socket: Socket, answer: Answer): void {
  let chunks: Buffer[] = []
  let size = 0
  let needed = headerSize
  let busy = false

  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    if (size >= needed && !busy) void run()
    // A client that sends without waiting is slowed down, not buffered without end.
    else if (size > 2 * maxMessageSize) socket.pause()
  })
  socket.on('error', () => socket.destroy())

  async function run(): Promise<void> {
    busy = true
    try {
      for (let message = next(); message; message = next()) {
        beginSlice()
        await respond(parseMessage(message))
        if (socket.isPaused()) socket.resume()
      }
    } catch (error) {
      if (!(error instanceof MalformedMessage))
        console.error('a connection was closed:', error instanceof Error ? error.message : error)
      socket.destroy()
    } finally {
      busy = false
    }
  }

  function next(): Buffer | undefined {
    if (size < headerSize || socket.destroyed) {
      needed = headerSize
      return undefined
    }
    const joined = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
    chunks = [joined]
    needed = joined.readInt32LE(0)
    if (needed < headerSize + 5 || needed > maxMessageSize)
      throw new MalformedMessage(`a message cannot have ${needed} bytes`)
    if (size < needed) return undefined
    chunks = size > needed ? [joined.subarray(needed)] : []
    size -= needed
    return joined.subarray(0, needed)
  }

  async function respond(request: Request): Promise<void> {
    const reply = await answer(request.command)
    if (request.exhaust && request.command.topologyVersion !== undefined) return watch(request, reply)
    if (request.wantsReply) send(formatReply(request, reply))
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
  async function watch(request: Request, first: Doc): Promise<void> {
    const span = toNumber(request.command.maxAwaitTimeMS) ?? 10_000
    const ended = new AbortController()
    socket.once('close', () => ended.abort())
    let reply = first
    let known = compare(request.command.topologyVersion, reply.topologyVersion) === 0
    while (!socket.destroyed) {
      if (known) await delay(span, undefined, { signal: ended.signal }).catch(() => {})
      reply = await answer(request.command)
      send(formatReply(request, reply, true))
      known = true
    }
  }
}
