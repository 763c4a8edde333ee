import type { Socket } from 'node:net'
import type { Doc } from '../bson/types.ts'
import type { StoreError } from '../errors.ts'
import { beginSlice } from '../yielding.ts'
import { formatReply, headerSize, MalformedMessage, maxMessageSize, parseMessage } from './message.ts'

export type Answer = (command: Doc | StoreError) => Promise<Doc>

/**
 * One client. Its messages are put together from what arrives and answered one after the other, in order. Bytes
 * that cannot be a message end this connection and nothing else.
 */
export function serve(socket: Socket, answer: Answer): void {
  let chunks: Buffer[] = []
  let size = 0
  /** How many bytes make the next message, or the header that tells. */
  let needed = headerSize
  let busy = false

  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    if (size >= needed && !busy) void run()
    // A client that sends without waiting is slowed down, not buffered without end.
    else if (size > 2 * maxMessageSize) socket.pause()
  })

  async function run(): Promise<void> {
    busy = true
    try {
      for (let message = next(); message; message = next()) {
        beginSlice()
        const request = parseMessage(message)
        const reply = await answer(request.command)
        if (request.wantsReply && !socket.destroyed) socket.write(formatReply(request, reply))
        if (socket.isPaused()) socket.resume()
      }
    } catch (error) {
      if (!(error instanceof MalformedMessage)) console.error('a connection was closed:', error)
      socket.destroy()
    } finally {
      busy = false
    }
  }

  function next(): Buffer | undefined {
    needed = headerSize
    if (size < headerSize || socket.destroyed) return undefined
    const [first] = chunks
    const joined = chunks.length === 1 && first ? first : Buffer.concat(chunks)
    needed = joined.readInt32LE(0)
    if (needed < headerSize + 5 || needed > maxMessageSize)
      throw new MalformedMessage(`a message cannot have ${needed} bytes`)
    const complete = size >= needed
    const rest = complete ? joined.subarray(needed) : joined
    chunks = rest.length > 0 ? [rest] : []
    size = rest.length
    return complete ? joined.subarray(0, needed) : undefined
  }
}
