import { once } from 'node:events'
import { connect } from 'node:net'
import { type Doc, docOf, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { formatReply, headerSize, opMsg, parseMessage } from './message.ts'

const answerTimeoutMs = 5000

export type StoreClient = Awaited<ReturnType<typeof connectStore>>

/** The few words the launcher speaks with a store, long before the driver does. */
export async function connectStore(path: string) {
  const socket = connect(path)
  await once(socket, 'connect')
  // It must not keep a process alive that has nothing else to do than to wait for its end.
  socket.unref()
  const closed = new AbortController()
  socket.on('error', () => socket.destroy())
  const ended = new Promise<void>((resolve) => {
    socket.on('close', () => resolve(closed.abort()))
  })
  socket.resume()

  /** Rejects when the store ends, or says nothing for a while. */
  async function command(fields: Record<string, Value>): Promise<Doc> {
    socket.ref().write(Buffer.concat(formatReply({ id: 0, opcode: opMsg }, docOf(fields))))
    const signal = AbortSignal.any([closed.signal, AbortSignal.timeout(answerTimeoutMs)])
    let received = Buffer.alloc(0)
    while (received.length < headerSize || received.length < received.readInt32LE(0)) {
      const [chunk]: Buffer[] = await once(socket, 'data', { signal })
      received = Buffer.concat([received, chunk ?? received])
    }
    socket.unref()
    const { command: answer } = parseMessage(received)
    if (answer instanceof StoreError) throw answer
    return answer
  }

  return { ended, command, close: () => void socket.destroy() }
}
