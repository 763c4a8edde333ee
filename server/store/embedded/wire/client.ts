import { connect, type Socket } from 'node:net'
import { decode } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { type Doc, docOf, type Value } from '../bson/types.ts'
import { headerSize } from './message.ts'

const answerTimeoutMs = 5000

/** The few words the launcher speaks with a store, long before the driver does. */
export class StoreClient {
  onClose: () => void = () => {}
  readonly #socket: Socket
  #received: Buffer = Buffer.alloc(0)
  #waiting: { resolve: (reply: Doc) => void; reject: (error: Error) => void } | undefined

  static connect(path: string): Promise<StoreClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(path)
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.removeListener('error', reject)
        resolve(new StoreClient(socket))
      })
    })
  }

  private constructor(socket: Socket) {
    this.#socket = socket
    // It must not keep a process alive that has nothing else to do.
    socket.unref()
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    socket.on('close', () => {
      this.#waiting?.reject(new Error('the store closed the connection'))
      this.onClose()
    })
  }

  command(fields: Record<string, Value>): Promise<Doc> {
    const body = encode(docOf(fields))
    const message = Buffer.alloc(headerSize + 5)
    message.writeInt32LE(message.length + body.length, 0)
    message.writeInt32LE(2013, 12)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#socket.destroy(), answerTimeoutMs)
      const finish = () => {
        clearTimeout(timer)
        this.#waiting = undefined
      }
      this.#waiting = {
        resolve: (reply) => {
          finish()
          resolve(reply)
        },
        reject: (error) => {
          finish()
          reject(error)
        },
      }
      this.#socket.write(Buffer.concat([message, body]))
    })
  }

  close(): void {
    this.onClose = () => {}
    this.#socket.destroy()
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk])
    if (this.#received.length < headerSize || this.#received.length < this.#received.readInt32LE(0)) return
    const reply = decode(this.#received, headerSize + 5)
    this.#received = Buffer.alloc(0)
    this.#waiting?.resolve(reply)
  }
}
