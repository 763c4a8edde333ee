import * as decoding from 'lib0/decoding'

/** First number of a frame, as the stock y-websocket client sends and understands them; `saved` is for those who ask. */
const types = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, saved: 4 } as const
/** Second number of a `sync` frame. */
const syncTypes = { step1: 0, step2: 1, update: 2 } as const

/** What a client says, one message per frame. */
export type Frame =
  | { readonly type: 'state-vector'; readonly vector: Uint8Array }
  | { readonly type: 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'query-awareness' }

/** @throws when it is no frame of the protocol, or more than one */
export function readFrame(data: Uint8Array): Frame {
  const decoder = decoding.createDecoder(data)
  const frame = frameOf(decoder)
  if (decoding.hasContent(decoder)) throw new Error('There is something behind the message')
  return frame
}

function frameOf(decoder: decoding.Decoder): Frame {
  const type = decoding.readVarUint(decoder)
  if (type === types.awareness) return { type: 'awareness', update: decoding.readVarUint8Array(decoder) }
  if (type === types.queryAwareness) return { type: 'query-awareness' }
  if (type !== types.sync) throw new Error(`There is no message of type ${type}`)
  const syncType = decoding.readVarUint(decoder)
  const payload = decoding.readVarUint8Array(decoder)
  if (syncType === syncTypes.step1) return { type: 'state-vector', vector: payload }
  if (syncType === syncTypes.step2 || syncType === syncTypes.update) return { type: 'update', update: payload }
  throw new Error(`There is no sync message of type ${syncType}`)
}

/** Asks the client for what it has beyond this state vector. */
export const stateVectorFrame = (vector: Uint8Array): Buffer => message([types.sync, syncTypes.step1], vector)
/** Answers a state vector; the client counts as synced from then on. */
export const stateFrame = (update: Uint8Array): Buffer => message([types.sync, syncTypes.step2], update)
export const updateFrame = (update: Uint8Array): Buffer => message([types.sync, syncTypes.update], update)
export const awarenessFrame = (update: Uint8Array): Buffer => message([types.awareness], update)
/** So many of the socket's frames with an update are durable. */
export const savedFrame = (count: number): Buffer => message([types.saved, count])

/** A message about nobody: the stock client comes anew when it hears nothing for 30 s. */
export const heartbeatFrame: Buffer = awarenessFrame(Uint8Array.of(0))

/**
 * A whole binary message as it goes over the wire, with the header of a websocket frame (RFC 6455): a server does not mask,
 * so one is made for all who get it, and is one write for each.
 */
function message(numbers: readonly number[], payload?: Uint8Array): Buffer {
  const head = numbers.flatMap(varUint)
  if (payload) head.push(...varUint(payload.byteLength))
  const header = headerOf(head.length + (payload?.byteLength ?? 0))
  const bytes = Buffer.allocUnsafe(header.length + head.length + (payload?.byteLength ?? 0))
  bytes.set(header)
  bytes.set(head, header.length)
  if (payload) bytes.set(payload, header.length + head.length)
  return bytes
}

/** Final frame, binary (0x82), and the length in as few bytes as it may have. */
function headerOf(length: number): readonly number[] | Buffer {
  if (length < 126) return [0x82, length]
  const header = Buffer.alloc(length < 0x10000 ? 4 : 10)
  header[0] = 0x82
  if (length < 0x10000) {
    header[1] = 126
    header.writeUInt16BE(length, 2)
  } else {
    header[1] = 127
    header.writeUIntBE(length, 4, 6)
  }
  return header
}

/** As lib0 writes it: seven bits a byte, the lowest first. */
function varUint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 | (rest & 127))
  bytes.push(rest)
  return bytes
}
