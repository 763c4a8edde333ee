import type { Socket } from 'socket.io-client'
import type { AnEngagement, Caller } from '../builders.ts'
import { aSocket, ask, connected, type Options, withCookie } from './follower.ts'

/** An entry of a conversation as it arrives. */
export interface ChatEntry {
  readonly conversationId: string
  readonly seq: number
  readonly type: 'message' | 'edit' | 'delete' | 'react'
  readonly id: string
  readonly clientMessageId: string
  readonly sender: { readonly id: string; readonly name: string; readonly kind: string }
  readonly at: string
  readonly body?: string
  readonly replyTo?: string
  readonly messageId?: string
  readonly emoji?: string
  readonly on?: boolean
  readonly deleted?: true
  readonly attachments?: readonly { readonly id: string; readonly name: string }[]
}

interface Refused {
  readonly ok: false
  readonly error: { readonly code: string; readonly message: string; readonly errors?: readonly { path: string }[] }
}

export interface ChatFollowed {
  readonly ok: true
  readonly epoch: string
  readonly head: number
  readonly entries: ChatEntry[]
  readonly more?: boolean
  readonly reset?: true
  readonly participants: {
    readonly id: string
    readonly name: string
    readonly kind: string
    readonly readSeq: number
  }[]
  readonly access: string
}

export interface ChatSent {
  readonly ok: true
  readonly message: { readonly id: string; readonly seq: number; readonly at: string }
  readonly duplicate: boolean
}

let made = 0
export const aKey = (): string => `key-${process.pid}-${++made}`

/** A page that follows a conversation. */
export class Chatter {
  readonly socket: Socket
  readonly conversationId: string
  /** What was pushed, in order of arrival. */
  readonly pushed: ChatEntry[] = []
  readonly heads: { conversationId: string; seq: number }[] = []
  readonly reads: { userId: string; seq: number }[] = []
  readonly typing: { userId: string }[] = []
  readonly presence: { employerId: string; users: string[] }[] = []
  revoked = 0

  constructor(caller: Caller, conversationId: string, options: Options = {}) {
    this.conversationId = conversationId
    this.socket = aSocket(caller.server.url, withCookie(caller, options))
    this.socket.on('chat', (entry: ChatEntry) => this.pushed.push(entry))
    this.socket.on('chat:head', (head) => this.heads.push(head))
    this.socket.on('chat:read', (read) => this.reads.push(read))
    this.socket.on('chat:typing', (typing) => this.typing.push(typing))
    this.socket.on('presence', (presence) => this.presence.push(presence))
    this.socket.on('chat:revoked', () => this.revoked++)
  }

  connect = () => connected(this.socket)
  ask = <T>(event: string, payload: object = {}) =>
    ask<T>(this.socket, event, { conversationId: this.conversationId, ...payload })
  follow = (from: { after?: number; before?: number } = {}) => this.ask<ChatFollowed>('chat:follow', from)
  send = (body: string, more: object = {}) =>
    this.ask<ChatSent>('chat:send', { clientMessageId: aKey(), body, ...more })
  tryTo = (event: string, payload: object) => this.ask<Refused>(event, payload)
}

/** Connected and following from the head. */
export async function aChatter(caller: Caller, conversationId: string, options: Options = {}): Promise<Chatter> {
  const chatter = new Chatter(caller, conversationId, options)
  await chatter.connect()
  const answer = await chatter.follow()
  if (!answer.ok) throw new Error(`Cannot follow: ${JSON.stringify(answer)}`)
  return chatter
}

/** Why something was refused. */
export const codeOf = (answer: object): string | undefined => (answer as { error?: { code: string } }).error?.code

/** Numbers of entries in a row. */
export const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Of the conversation of an engagement, over REST. */
export const addressOf = ({ conversationId }: Pick<AnEngagement, 'conversationId'>) =>
  `/api/conversations/${conversationId}`

interface Uploaded {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly size: number
  /** Of a refusal. */
  readonly code: string
}

/** A file for a conversation, which no message names yet. */
export async function upload(caller: Caller, to: AnEngagement, name: string, bytes: Uint8Array, key?: string) {
  const { url } = caller.server
  const answer = await fetch(`${url}${addressOf(to)}/attachments?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { cookie: caller.cookie, origin: url, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body: Buffer.from(bytes),
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Uploaded }
}
