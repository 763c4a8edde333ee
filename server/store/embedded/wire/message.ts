import { decode, encodeReply } from '../bson/codec.ts'
import type { Doc } from '../bson/types.ts'
import { StoreError } from '../errors.ts'

export const maxMessageSize = 48_000_000
export const headerSize = 16
const opReply = 1
const opQuery = 2004
export const opMsg = 2013
const checksumPresent = 1
const moreToCome = 2
/** Flags above these may be ignored; an unknown one among the lower sixteen means we would misunderstand. */
const requiredFlags = 0xffff

/** The message itself cannot be understood: the connection it came on is closed. */
export class MalformedMessage extends Error {}

/** `command` is an error when it holds a type of value that is refused; how to answer depends on the opcode. */
export function parseMessage(message: Buffer) {
  const id = message.readInt32LE(4)
  const opcode = message.readInt32LE(12)
  const body = message.subarray(headerSize)
  if (opcode === opQuery) return { id, opcode, command: understood(() => readQuery(body)), wantsReply: true }
  if (opcode !== opMsg) throw new MalformedMessage(`opcode ${opcode} is not supported`)
  const flags = body.readUInt32LE(0)
  if ((flags & requiredFlags & ~(checksumPresent | moreToCome)) !== 0)
    throw new MalformedMessage(`unknown flags ${flags}`)
  const sections = body.subarray(4, flags & checksumPresent ? -4 : undefined)
  const command = understood(() => readSections(sections))
  return { id, opcode, command, wantsReply: (flags & moreToCome) === 0 }
}

/** What is no message ends the connection; what is one with refused contents is answered so. */
function understood(read: () => Doc): Doc | StoreError {
  try {
    return read()
  } catch (error) {
    if (error instanceof StoreError) return error
    throw new MalformedMessage(String(error))
  }
}

/** One body, and lists of documents that belong into it. */
function readSections(sections: Buffer): Doc {
  let body: Doc | undefined
  const sequences: [string, Doc[]][] = []
  for (let at = 0; at < sections.length; ) {
    const kind = sections[at++]
    const section = takeSized(sections, at)
    at += section.length
    if (kind === 0 && !body) body = decode(section)
    else if (kind === 1) sequences.push(readSequence(section))
    else throw new MalformedMessage(`a second body, or an unknown section kind ${kind}`)
  }
  if (!body) throw new MalformedMessage('a message needs a body')
  return Object.assign(body, Object.fromEntries(sequences))
}

function readSequence(section: Buffer): [string, Doc[]] {
  const nameEnd = section.indexOf(0, 4)
  if (nameEnd < 0) throw new MalformedMessage('a document sequence has no name')
  const documents: Doc[] = []
  for (let at = nameEnd + 1; at < section.length; ) {
    const document = takeSized(section, at)
    documents.push(decode(document))
    at += document.length
  }
  return [section.toString('utf8', 4, nameEnd), documents]
}

/** What begins with its own length. */
function takeSized(bytes: Buffer, at: number): Buffer {
  const size = bytes.readInt32LE(at)
  if (size < 5 || at + size > bytes.length) throw new MalformedMessage('a part of the message has a wrong size')
  return bytes.subarray(at, at + size)
}

/** Drivers use it for the first `isMaster` alone, before they know what the server speaks. */
function readQuery(body: Buffer): Doc {
  const nameEnd = body.indexOf(0, 4)
  const namespace = body.toString('utf8', 4, nameEnd)
  if (!namespace.endsWith('.$cmd')) throw new MalformedMessage('OP_QUERY is supported for commands alone')
  return Object.assign(decode(takeSized(body, nameEnd + 9)), { $db: namespace.slice(0, -'.$cmd'.length) })
}

let nextId = 1

export function formatReply({ id, opcode }: { id: number; opcode: number }, reply: Doc): Buffer {
  const head = Buffer.alloc(opcode === opMsg ? headerSize + 5 : headerSize + 20)
  head.writeInt32LE(nextId++ & 0x7fffffff, 4)
  head.writeInt32LE(id, 8)
  head.writeInt32LE(opcode === opMsg ? opMsg : opReply, 12)
  if (opcode === opQuery) head.writeInt32LE(1, headerSize + 16)
  const message = Buffer.concat([head, ...encodeReply(reply)])
  message.writeInt32LE(message.length, 0)
  return message
}
