import { setTimeout as delay } from 'node:timers/promises'
import { eventually } from '../../server.ts'
import { type Node, restart } from './installation.ts'
import type { Play } from './play.ts'
import { pry } from './pry.ts'
import { revokeSomebody } from './revoke.ts'
import type { Tab } from './tab.ts'

/** What goes wrong, and how often in a hundred. */
const shares = {
  /** A server process is killed at any moment. */
  kill: 4,
  /** What a server says is lost on the way, then it is killed: written, and nobody was told. */
  killUnheard: 3,
  /** A server process stands still, and goes on as if nothing had been. */
  pause: 2,
  killStore: 2,
  cut: 21,
  /** An acknowledgement or the last push is lost while the connection looks alive; then it is cut. */
  swallow: 16,
  stall: 12,
  reload: 10,
  /** Another follow in the middle of pushes. */
  refollow: 10,
  /** A page loses pushes that reached it, perhaps the last ones. */
  losePushes: 8,
  move: 5,
  /** People try what is not theirs. */
  pry: 4,
  revoke: 3,
} as const
export type FaultName = keyof typeof shares
export const faultNames = Object.keys(shares) as FaultName[]

/** The faults of a run in their order: the same for the same numbers, each kind at least once unless there are none. */
export function faultsOf(count: number, random: () => number): FaultName[] {
  const names = count > 0 ? faultNames : []
  const deck = names.flatMap((name) =>
    Array<FaultName>(Math.max(1, Math.round((count * shares[name]) / 100))).fill(name),
  )
  for (let i = deck.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [deck[i], deck[j]]
    if (a && b) [deck[i], deck[j]] = [b, a]
  }
  return deck
}

/** Does it now; resolves when all is as before. */
export async function commit(name: FaultName, play: Play, random: () => number): Promise<void> {
  const tabs = play.people.flatMap((person) => person.tabs)
  const some = (most: number) => Array.from({ length: 1 + Math.floor(random() * most) }, () => one(tabs, random))
  switch (name) {
    case 'kill':
      return kill(await aNode(play, random), random)
    case 'killUnheard': {
      const node = await aNode(play, random)
      for (const tab of tabs) if (play.installation.nodes[tab.node] === node && random() < 0.7) tab.network.swallow()
      await delay(random() * 150)
      return kill(node, random)
    }
    case 'pause': {
      const node = await aNode(play, random)
      const [from, to] = play.size.pause
      node.pause()
      await delay(from + random() * (to - from))
      return node.resume()
    }
    case 'killStore':
      play.installation.killStore()
      return
    case 'cut':
      for (const tab of some(4)) tab.network.cut()
      return
    case 'swallow':
      await Promise.all(some(4).map((tab) => swallow(tab, random() * 1500)))
      return
    case 'stall':
      await Promise.all(some(3).map((tab) => stall(tab, random() * 2500)))
      return
    case 'reload':
      for (const tab of some(4)) tab.reload()
      return
    case 'refollow':
      for (const tab of some(8)) for (const reading of tab.readings.values()) void reading.follow()
      return
    case 'losePushes':
      for (const tab of some(4)) for (const reading of tab.readings.values()) reading.lose(1 + Math.floor(random() * 5))
      return
    case 'move':
      for (const tab of some(4)) tab.move()
      return
    case 'pry':
      return pry(one(tabs, random), play, random)
    case 'revoke':
      return revokeSomebody(play, random)
  }
}

function one<T>(from: readonly T[], random: () => number): T {
  const found = from[Math.floor(random() * from.length)]
  if (found === undefined) throw new Error('There is nobody to choose from')
  return found
}

/** A node that runs, sooner or later. */
async function aNode({ installation: { nodes } }: Play, random: () => number): Promise<Node> {
  const first = Math.floor(random() * nodes.length)
  const order = nodes.map((_, i) => nodes[(first + i) % nodes.length])
  return eventually(() => order.find((node) => node?.health === 'up'), 120_000)
}

async function kill(node: Node, random: () => number): Promise<void> {
  await node.kill()
  await delay(random() * 1000)
  await restart(node)
}

async function swallow({ network }: Tab, milliseconds: number): Promise<void> {
  network.swallow()
  await delay(milliseconds)
  network.cut()
}

async function stall({ network }: Tab, milliseconds: number): Promise<void> {
  network.stall()
  await delay(milliseconds)
  network.flow()
}
