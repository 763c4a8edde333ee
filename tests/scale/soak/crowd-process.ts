import { io, type Socket } from 'socket.io-client'
import { answerMessages } from '../../../bench/processes.ts'
import { type Network, openNetwork } from '../../faults/chat/network.ts'
import { randomOf } from '../../random.ts'
import { eventually } from '../../server.ts'
import type { Order, Orders, Report, State } from './crowd.ts'
import { stampOf } from './face.ts'
import { Page } from './page.ts'
import { Witness } from './witness.ts'

// Many pages in a process of their own, and beside them as many plain connections as one conversation has pages.

const witness = new Witness()
const pages: Page[] = []
let plain: Socket[] = []
/** One per node, for pages whose connection is a poor one. */
let networks: Network[] = []

/** Pages that are opened at once: how a server takes a rush is another question, which a restart puts. */
const atOnce = 50

async function open({ facts, urls, bare, seed, patience }: Orders['open']): Promise<object> {
  const random = randomOf(seed)
  networks = await Promise.all(urls.map((url) => openNetwork(() => Number(new URL(url).port))))
  const poor = networks.map(({ url }) => url)
  for (let opened = 0; opened < facts.length; opened += atOnce) {
    for (const one of facts.slice(opened, opened + atOnce))
      pages.push(new Page(one, one.isPoor ? poor : urls, witness, random))
    const areHere = () => pages.every((page) => page.isHere) || witness.findings.length > 0
    await eventually(areHere, patience).catch(() => undefined)
  }
  if (bare)
    plain = Array.from({ length: bare.count }, () => io(bare.url, { transports: ['websocket'], forceNew: true }))
  for (const socket of plain) {
    socket.on('feed', ({ body }: { body: string }) => witness.samples.add('bare', [stampOf(body), Date.now()]))
  }
  return {}
}

function disturb({ how }: Orders['disturb']): object {
  for (const network of networks) network[how]()
  return {}
}

const state = ({ heads }: Orders['state']): State => ({
  away: pages.filter((page) => !page.isHere).length,
  some: pages
    .filter((page) => !page.isHere)
    .map((page) => page.state)
    .slice(0, 5),
  behind: heads ? pages.flatMap((page) => page.behind(new Map(heads))).slice(0, 10) : [],
  findings: witness.findings.slice(0, 5),
})

const report = ({ windows }: Orders['report']): Report => ({
  pushes: witness.samples.outside(windows),
  shown: [...witness.shown],
  ...{ findings: witness.findings, given: witness.given, absences: witness.absences },
})

async function close(): Promise<object> {
  for (const page of pages) page.close()
  for (const socket of plain) socket.disconnect()
  for (const network of networks) await network.close()
  return {}
}

answerMessages({}, async (message) => {
  const order = message as Order
  if (order.do === 'open') return open(order)
  if (order.do === 'disturb') return disturb(order)
  if (order.do === 'state') return state(order)
  if (order.do === 'report') return report(order)
  return close()
})
