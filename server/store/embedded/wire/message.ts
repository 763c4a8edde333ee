import { decode, documentLength } from '../bson/decode.ts'
import { encode } from '../bson/encode.ts'
import { type Doc, Raw } from '../bson/types.ts'

export const maxMessageSize = 48_000_000
export const headerSize = 16
const opReply = 1
const opQuery = 2004
const opMsg = 2013
const checksumPresent = 1
const moreToCome = 2
const exhaustAllowed = 0x10000
/** Flags above these may be ignored; an unknown one among the lower sixteen means we would misunderstand. */
const requiredFlags = 0xffff

/** A request as it came in: how to answer depends on the opcode it used. */
export interface Request {
  id: number
  opcode: number
  command: Doc
  wantsReply: boolean
  /** The client may be answered again and again without asking again. */
  exhaust: boolean
}

/** The message itself cannot be understood: the connection it came on is closed. */
export class MalformedMessage extends Error {}

export function parseMessage(message: Buffer): Request {
  const id = message.readInt32LE(4)
  const opcode = message.readInt32LE(12)
  if (opcode === opMsg) return parseMsg(message, id)
  if (opcode === opQuery) return parseQuery(message, id)
  throw new MalformedMessage(`opcode ${opcode} is not supported`)
}

function parseMsg(message: Buffer, id: number): Request {
  const flags = message.readUInt32LE(headerSize)
  if ((flags & requiredFlags & ~(checksumPresent | moreToCome)) !== 0)
    throw new MalformedMessage(`unknown flags ${flags}`)
  const end = flags & checksumPresent ? message.length - 4 : message.length
  let at = headerSize + 4
  let command: Doc | undefined
  const sequences: [string, Raw[]][] = []
  while (at < end) {
    const kind = message[at++]
    if (kind === 0) {
      if (command) throw new MalformedMessage('a message has one body')
      command = decode(message, at, { raw: 'documents' })
      at += documentLength(message, at)
    } else if (kind === 1) {
      const size = message.readInt32LE(at)
      if (size < 6 || at + size > end) throw new MalformedMessage('a document sequence has a wrong size')
      sequences.push(parseSequence(message, at + 4, at + size))
      at += size
    } else throw new MalformedMessage(`unknown section kind ${kind}`)
  }
  if (!command || at !== end) throw new MalformedMessage('a message needs a body')
  for (const [name, documents] of sequences)
    command[name] = name === 'documents' ? documents : documents.map(({ bytes }) => decode(bytes))
  return { id, opcode: opMsg, command, wantsReply: (flags & moreToCome) === 0, exhaust: (flags & exhaustAllowed) !== 0 }
}

function parseSequence(message: Buffer, start: number, end: number): [string, Raw[]] {
  const nameEnd = message.indexOf(0, start)
  if (nameEnd < 0 || nameEnd >= end) throw new MalformedMessage('a document sequence has no name')
  const documents: Raw[] = []
  let at = nameEnd + 1
  while (at < end) {
    const length = documentLength(message, at)
    if (at + length > end) throw new MalformedMessage('a document sequence has a wrong size')
    documents.push(new Raw(message.subarray(at, at + length)))
    at += length
  }
  return [message.toString('utf8', start, nameEnd), documents]
}

/** Drivers use it for the first `isMaster` alone, before they know what the server speaks. */
function parseQuery(message: Buffer, id: number): Request {
  const nameEnd = message.indexOf(0, headerSize + 4)
  if (nameEnd < 0) throw new MalformedMessage('OP_QUERY has no namespace')
  const namespace = message.toString('utf8', headerSize + 4, nameEnd)
  if (!namespace.endsWith('.$cmd')) throw new MalformedMessage('OP_QUERY is supported for commands alone')
  const command = decode(message, nameEnd + 9)
  command.$db = namespace.slice(0, -'.$cmd'.length)
  return { id, opcode: opQuery, command, wantsReply: true, exhaust: false }
}

let nextId = 1

/** `more` announces further replies to the same request. */
export function formatReply(request: Request, reply: Doc, more = false): Buffer[] {
  const body = encode(reply)
  const head = Buffer.alloc(request.opcode === opMsg ? headerSize + 5 : headerSize + 20)
  head.writeInt32LE(head.length + body.length, 0)
  head.writeInt32LE(nextId++ & 0x7fffffff, 4)
  head.writeInt32LE(request.id, 8)
  head.writeInt32LE(request.opcode === opMsg ? opMsg : opReply, 12)
  if (more) head.writeUInt32LE(moreToCome, headerSize)
  if (request.opcode === opQuery) head.writeInt32LE(1, headerSize + 16)
  // One small write is cheaper than two that are joined by the kernel.
  return body.length < 4096 ? [Buffer.concat([head, body])] : [head, body]
}
