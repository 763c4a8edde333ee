import { setTimeout as delay } from 'node:timers/promises'
import { restart } from '../../faults/chat/installation.ts'
import { allReady } from '../nodes.ts'
import type { Cluster } from './cluster.ts'
import type { Crowd } from './crowd.ts'

const names = ['killNode', 'stopNode', 'killRedis', 'cutRedis', 'killStore', 'cut', 'swallow', 'stall'] as const
export type FaultName = (typeof names)[number]

/** The faults of a run in their order, the same for the same numbers: each kind before any comes again. */
export function faultsOf(count: number, random: () => number): FaultName[] {
  const deck: FaultName[] = []
  while (deck.length < count) {
    const left = [...names]
    while (left.length > 0) deck.push(...left.splice(Math.floor(random() * left.length), 1))
  }
  return deck.slice(0, count)
}

/** Does it, and takes it back. The first node dies in none: its memory is watched over the whole run. */
export async function commit(name: FaultName, cluster: Cluster, crowd: Crowd, random: () => number): Promise<void> {
  const { nodes, redis } = cluster
  const victim = cluster.node(1 + Math.floor(random() * (nodes.length - 1)))
  const away = 500 + random() * 2500
  if (name === 'killNode') {
    await victim.kill()
    await delay(away)
    await restart(victim)
  } else if (name === 'stopNode') {
    const code = await victim.stop()
    if (code !== 0) throw new Error(`A node that was told to stop ended with ${code}`)
    await restart(victim)
  } else if (name === 'killRedis') {
    await redis.kill()
    await delay(away)
    await redis.start()
  } else if (name === 'cutRedis') {
    redis.pause()
    await delay(away)
    redis.resume()
  } else if (name === 'killStore') {
    const pid = cluster.storePid()
    if (pid !== null) process.kill(pid, 'SIGKILL')
  } else {
    if (name !== 'cut') await crowd.disturb(name)
    await delay(name === 'cut' ? 0 : away)
    // Cut also after swallowing: whoever was told nothing believes that nothing was said.
    await crowd.disturb(name === 'stall' ? 'flow' : 'cut')
  }
}

/** Resolves when every node answers, with Redis, and everybody is back. */
export async function healed({ nodes }: Cluster, crowd: Crowd, patience: number): Promise<void> {
  await allReady(nodes, false)
  await crowd.allHere(patience)
}
