import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type Doc, docOf, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { formatReply, headerSize, opMsg, parseMessage } from './message.ts'

const answerTimeoutMs = 5000

/** The few words the launcher speaks with a store, long before the driver does. */
export class StoreClient {
  onClose: () => void = () => {}
  readonly #socket: Socket
  readonly #closed = new AbortController()

  static async connect(path: string): Promise<StoreClient> {
    const socket = connect(path)
    await once(socket, 'connect')
    return new StoreClient(socket)
  }

  private constructor(socket: Socket) {
    this.#socket = socket
    // It must not keep a process alive that has nothing else to do than to wait for its end.
    socket.unref()
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#closed.abort()
      this.onClose()
    })
    socket.resume()
  }

  /** Rejects when the store ends, or says nothing for a while. */
  async command(fields: Record<string, Value>): Promise<Doc> {
    const message = formatReply({ id: 0, opcode: opMsg }, docOf(fields))
    this.#socket.ref().write(Buffer.concat(message))
    const signal = AbortSignal.any([this.#closed.signal, AbortSignal.timeout(answerTimeoutMs)])
    let received = Buffer.alloc(0)
    while (received.length < headerSize || received.length < received.readInt32LE(0)) {
      const [chunk]: Buffer[] = await once(this.#socket, 'data', { signal })
      received = Buffer.concat([received, chunk ?? received])
    }
    this.#socket.unref()
    const { command: answer } = parseMessage(received)
    if (answer instanceof StoreError) throw answer
    return answer
  }

  close(): void {
    this.onClose = () => {}
    this.#socket.destroy()
  }
}
