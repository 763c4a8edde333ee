import type { Socket } from 'node:net'
import type { Doc } from '../bson/types.ts'
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
    if (!request.wantsReply || socket.destroyed) return
    socket.cork()
    for (const part of formatReply(request, reply)) socket.write(part)
    socket.uncork()
  }
}
