import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Caller } from '../builders.ts'
import { eventually } from '../server.ts'

/** Why the server ended a connection for good. */
interface Closed {
  readonly code: number
  readonly reason: string
}

/** Somebody's open page of a document, by the stock client. */
export interface Editor {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly text: Y.XmlText
  /** Set when the client gave up, as it does after 4400 to 4499. */
  readonly closed: Closed | null
  /** Close codes of all its connections, in order. */
  readonly codes: number[]
  /** Frames with an update that the current connection sent, and those that the server said to be durable. */
  readonly sent: number
  readonly saved: number
}

export interface EditorOptions {
  readonly params?: Record<string, string>
  readonly doc?: Y.Doc
  /** Headers beside the cookie. */
  readonly headers?: Record<string, string>
  /** Where the server is, when it is not the caller's. */
  readonly url?: string
}

const open = new Set<{ provider: WebsocketProvider; doc: Y.Doc }>()

/** Opens a document as a page does: cookie and Origin with the upgrade, one connection per page. */
export function anEditor(caller: Caller, documentId: string, options: EditorOptions = {}): Editor {
  const { doc = new Y.Doc(), params = {} } = options
  const url = options.url ?? caller.server.url
  const state = { closed: null as Closed | null, codes: [] as number[], sent: 0, saved: 0 }
  const headers = { cookie: caller.cookie, origin: url, ...options.headers }
  class Socket extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols, { headers })
      state.sent = 0
      state.saved = 0
    }
    override send(data: Uint8Array): void {
      if (data[0] === 0 && (data[1] === 1 || data[1] === 2)) state.sent++
      super.send(data)
    }
  }
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/coedit`, documentId, doc, {
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { acks: '1', ...params },
    maxBackoffTime: 500,
  })
  provider.messageHandlers[4] = (_encoder, decoder) => {
    state.saved = readVarUint(decoder)
  }
  provider.on('closed', (closed: Closed) => {
    state.closed = closed
  })
  provider.on('connection-close', (event) => {
    if (event) state.codes.push(event.code)
  })
  open.add({ provider, doc })
  return {
    doc,
    provider,
    text: textOf(doc),
    get closed() {
      return state.closed
    },
    get codes() {
      return state.codes
    },
    get sent() {
      return state.sent
    },
    get saved() {
      return state.saved
    },
  }
}

/** A text at a place that every editor of a test agrees on; job descriptions themselves are paragraphs and lists. */
const textOf = (doc: Y.Doc): Y.XmlText => doc.get('plain', Y.XmlText)

function readVarUint(decoder: { arr: Uint8Array; pos: number }): number {
  let [value, factor] = [0, 1]
  for (;;) {
    const byte = decoder.arr[decoder.pos++] ?? 0
    value += (byte & 127) * factor
    if (byte < 128) return value
    factor *= 128
  }
}

export function updateFrame(update: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  for (const number of [0, 2]) encoding.writeVarUint(encoder, number)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

/** Sends an update by this page's connection that its document knows nothing of, as a program may. */
export const sendUpdate = ({ provider }: Editor, update: Uint8Array): void => provider.ws?.send(updateFrame(update))

export const synced = (...editors: readonly Editor[]): Promise<unknown> =>
  eventually(() => editors.every(({ provider }) => provider.synced))

/** Everything that this editor's connection sent is durable. */
export const allSaved = (editor: Editor): Promise<unknown> =>
  eventually(() => editor.provider.synced && editor.sent > 0 && editor.saved === editor.sent)

export const type = (editor: Editor, text: string, at = editor.text.length): void => editor.text.insert(at, text)

export const textIn = (editor: Editor): string => editor.text.toJSON()

/** All have the same content, and it is this. */
export const allRead = (editors: readonly Editor[], text: string): Promise<unknown> =>
  eventually(() => editors.every((editor) => textIn(editor) === text))

export function closeEditor({ provider, doc }: Pick<Editor, 'provider' | 'doc'>): void {
  provider.destroy()
  doc.destroy()
}

export function closeEditors(): void {
  for (const editor of open) closeEditor(editor)
  open.clear()
}
