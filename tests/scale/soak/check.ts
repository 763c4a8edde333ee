import type { Entry } from '../../../server/journal/entry.ts'
import type { Fault, Finding } from '../../faults/chat/ledger.ts'
import { storedFaceOf } from './face.ts'
import type { Message, Move } from './written.ts'

interface Facts {
  /** What is stored, read past the product, in order. */
  readonly stored: ReadonlyMap<string, readonly Entry[]>
  readonly messages: readonly Message[]
  readonly moves: readonly Move[]
  /** What pages were shown, by stream and number. */
  readonly shown: readonly (readonly [stream: string, faces: readonly (string | null | undefined)[]])[]
}

/** Compares what people were told and shown with what is stored, when all has settled. */
export function check({ stored, messages, moves, shown }: Facts): Finding[] {
  const findings: Finding[] = []
  const find = (fault: Fault, what: string) => void findings.push({ fault, what })
  for (const [stream, entries] of stored) {
    for (const [i, { seq }] of entries.entries())
      if (seq !== i + 1) find('disordered', `entry ${i + 1} of ${stream} is stored as ${seq}`)
  }
  checkMessages(stored, messages, find)
  checkMoves(stored, moves, find)
  for (const [stream, faces] of shown) {
    for (const [seq, face] of faces.entries()) {
      const entry = stored.get(stream)?.[seq - 1]
      if (typeof face !== 'string') continue
      if (!entry) find('lost', `${seq} of ${stream} was shown and is not stored: ${face}`)
      else if (storedFaceOf(entry) !== face) find('disordered', `${seq} of ${stream} was shown as ${face}`)
    }
  }
  return findings
}

type Find = (fault: Fault, what: string) => void

function checkMessages(stored: Facts['stored'], messages: readonly Message[], find: Find): void {
  const told = new Map<string, Message>()
  for (const message of messages) told.set(`${message.senderId}:${message.clientMessageId}`, message)
  const met = new Set<string>()
  for (const [stream, entries] of stored) {
    if (!stream.startsWith('chat:')) continue
    for (const entry of entries) {
      const message = told.get(entry.key)
      const where = `${entry.seq} of ${stream}`
      if (met.has(entry.key)) find('doubled', `${where} was written before`)
      met.add(entry.key)
      if (!message) find('wrong', `${where} is what nobody wrote`)
      else if (message.seq !== entry.seq || `chat:${message.conversationId}` !== stream)
        find('disordered', `${where} was acknowledged as ${message.seq} of chat:${message.conversationId}`)
      else if (entry.data['body'] !== message.body) find('wrong', `${where} says ${entry.data['body']}`)
    }
  }
  for (const [key, { seq, conversationId }] of told)
    if (!met.has(key)) find('lost', `${seq} of chat:${conversationId} was acknowledged and is not there`)
}

function checkMoves(stored: Facts['stored'], moves: readonly Move[], find: Find): void {
  const nameOf = (applicationId: unknown, version: unknown, stage: unknown) =>
    `${applicationId} version ${version} to ${stage}`
  const told = new Set<string>()
  for (const { applicationId, version, stage } of moves) {
    const name = nameOf(applicationId, version, stage)
    if (told.has(name)) find('doubled', `two moves were acknowledged as ${name}`)
    told.add(name)
  }
  const movers = new Set(moves.map(({ applicationId }) => applicationId))
  const met = new Set<string>()
  for (const [stream, entries] of stored) {
    for (const { seq, type, data } of stream.startsWith('feed:') ? entries : []) {
      if (type !== 'application.moved' || !movers.has(String(data['applicationId']))) continue
      const name = nameOf(data['applicationId'], data['version'], data['stage'])
      if (met.has(name)) find('doubled', `${seq} of ${stream}: ${name} stands there twice`)
      met.add(name)
      if (!told.has(name)) find('wrong', `${seq} of ${stream}: nobody was told ${name}`)
    }
  }
  for (const name of told) if (!met.has(name)) find('lost', `${name} was acknowledged and is not there`)
}
