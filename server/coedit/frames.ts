import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

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
export const stateVectorFrame = (vector: Uint8Array): Buffer => syncFrame(syncTypes.step1, vector)
/** Answers a state vector; the client counts as synced from then on. */
export const stateFrame = (update: Uint8Array): Buffer => syncFrame(syncTypes.step2, update)
export const updateFrame = (update: Uint8Array): Buffer => syncFrame(syncTypes.update, update)

function syncFrame(syncType: number, payload: Uint8Array): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, types.sync)
  encoding.writeVarUint(encoder, syncType)
  encoding.writeVarUint8Array(encoder, payload)
  return finish(encoder)
}

export function awarenessFrame(update: Uint8Array): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, types.awareness)
  encoding.writeVarUint8Array(encoder, update)
  return finish(encoder)
}

/** So many of the socket's frames with an update are durable. */
export function savedFrame(count: number): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, types.saved)
  encoding.writeVarUint(encoder, count)
  return finish(encoder)
}

/** A message about nobody: the stock client comes anew when it hears nothing for 30 s. */
export const heartbeatFrame: Buffer = awarenessFrame(Uint8Array.of(0))

function finish(encoder: encoding.Encoder): Buffer {
  const bytes = encoding.toUint8Array(encoder)
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
