import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { AnEmployer } from '../../builders.ts'
import type { Place, Role } from '../../faults/chat/cast.ts'
import { Anywhere } from './anywhere.ts'
import type { Cluster } from './cluster.ts'
import { stamped } from './face.ts'
import { Line } from './line.ts'
import type { Written } from './written.ts'

/** Somebody who does one thing after the other until stopped. */
export interface Worker {
  /** Resolves when what was under way is answered. */
  stop(): Promise<void>
}

/** @param mean between the end of one turn and the begin of the next, in milliseconds */
export function keepDoing(turn: () => Promise<void>, mean: number, random: () => number): Worker {
  const stopping = new AbortController()
  const { signal } = stopping
  const work = async () => {
    while (!signal.aborted) {
      await delay(-Math.log(1 - random()) * mean, undefined, { signal }).catch(() => undefined)
      if (!signal.aborted) await turn()
    }
  }
  const done = work()
  return {
    stop: async () => {
      stopping.abort()
      await done
    },
  }
}

interface Whereabouts {
  readonly cluster: Cluster
  readonly written: Written
  readonly random: () => number
  readonly mean: number
}

const texts = ['I would like to talk before Thursday.', 'What do you think of the second one?', 'Thank you!']

/** Writes into a conversation, each message under one id until it is answered. */
export function aTalker({ cluster, written, random, mean }: Whereabouts, { id, place }: Talking): Worker {
  const { userId: senderId, secret, name } = id
  const urls = cluster.nodes.map(({ url }) => url)
  const refused = (code: string) => written.findings.push({ fault: 'wrong', what: `${name} may not write: ${code}` })
  const line = new Line({ urls, node: Math.floor(random() * urls.length), secret, random, onRefused: refused })
  const turn = async () => {
    const message = { clientMessageId: randomUUID(), body: stamped(texts[Math.floor(random() * texts.length)] ?? '') }
    for (;;) {
      const answer = await line.ask<Sent>('chat:send', { conversationId: place.id, ...message })
      if (answer?.ok) {
        written.messages.push({ conversationId: place.id, senderId, ...message, seq: answer.message.seq })
        return
      }
      if (answer && !isToTryAgain(answer.error.code)) return void refused(answer.error.code)
      await delay(100)
    }
  }
  const { stop } = keepDoing(turn, mean, random)
  return { stop: () => stop().finally(() => line.close()) }
}

interface Talking {
  readonly id: Role
  readonly place: Place
}

type Sent =
  | { readonly ok: true; readonly message: { readonly seq: number } }
  | { readonly ok: false; readonly error: { readonly code: string } }

const isToTryAgain = (code: string): boolean => /^(store-unavailable|shutting-down|rate-limited)$/.test(code)

const stages = ['applied', 'screen', 'assessment', 'interview', 'offer']

/** Moves a card of its own, to another stage each time. */
export function aMover({ cluster, written, random, mean }: Whereabouts, moving: Moving): Worker {
  const { id, employer, applicationId } = moving
  const anywhere = new Anywhere(cluster, id, Math.floor(random() * cluster.nodes.length))
  let at = 0
  const turn = async () => {
    at = (at + 1 + Math.floor(random() * (stages.length - 1))) % stages.length
    const stage = stages[at] ?? ''
    const path = `${employer.api}/applications/${applicationId}`
    const { status, body } = await anywhere.surely('PATCH', path, { stage }, randomUUID())
    const { employerId } = employer
    if (status === 200) written.moves.push({ employerId, applicationId, stage, version: Number(body['version']) })
    else written.findings.push({ fault: 'wrong', what: `a move was answered ${status}: ${JSON.stringify(body)}` })
  }
  return keepDoing(turn, mean, random)
}

interface Moving {
  readonly id: Role
  readonly employer: AnEmployer
  readonly applicationId: string
}

/** Looks at the board, the figures, the feed and the careers page. */
export function aReader({ cluster, written, random, mean }: Whereabouts, { id, employer }: Reading): Worker {
  const anywhere = new Anywhere(cluster, id, Math.floor(random() * cluster.nodes.length))
  const { api, slug } = employer
  const paths = [`${api}/applications`, `${api}/analytics`, `${api}/feed`, '/api/conversations', `/careers/${slug}`]
  const turn = async () => {
    const path = paths[Math.floor(random() * paths.length)] ?? api
    const from = Date.now()
    const answer = await anywhere.once('GET', path)
    written.reads++
    if (answer?.status === 200) return
    written.unread.push({ span: [from, Date.now()], what: `GET ${path} was answered ${answer?.status ?? 'by nobody'}` })
  }
  return keepDoing(turn, mean, random)
}

interface Reading {
  readonly id: Role
  readonly employer: AnEmployer
}
