import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import {
  type AnApplication,
  type AnEmployer,
  aMember,
  anApplication,
  anEmployer,
  aPublishedPosting,
  type Caller,
} from '../builders.ts'
import { eventually } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aFollower, closeSockets } from './follower.ts'

interface Posting {
  readonly version: number
  readonly stages: readonly { readonly id: string; readonly name: string; readonly kind: string }[]
  readonly counts: { readonly byStage: Readonly<Record<string, number>> }
}
interface Card {
  readonly id: string
  readonly stage: string
  readonly version: number
}

let employer: AnEmployer
let people: Caller[]

beforeAll(async () => {
  employer = await anEmployer(await sharedServer())
  people = await Promise.all([
    aMember(employer, 'recruiter'),
    aMember(employer, 'admin'),
    aMember(employer, 'recruiter'),
  ])
})
afterEach(closeSockets)

describe('two people change the stages while a third moves cards', () => {
  it('[PIPE-9] every card ends in a stage that is there, counted right, and the feed tells the same', async () => {
    const [first, second, mover] = people as [Caller, Caller, Caller]
    const posting = await aPublishedPosting(employer)
    const path = `${employer.api}/job-postings/${posting.id}`
    const cards = await Promise.all(Array.from({ length: 8 }, () => anApplication(employer, posting)))
    const follower = await aFollower(mover, employer.employerId)

    let isOver = false
    /** Adds a stage and takes away one of one's own, from what was read just before. */
    const reshape = async (who: Caller, mark: string) => {
      const outcomes: number[] = []
      for (let round = 0; round < 8; round++) {
        const { version, stages } = (await who.get<Posting>(path)).body
        const own = stages.filter(({ id }) => id.startsWith(mark))
        const kept = stages.filter(({ id }) => !own.some((stage) => stage.id === id))
        const added = { id: `${mark}${round}`, name: `${mark} ${round}`, kind: 'screen' }
        const moves = Object.fromEntries(own.map(({ id }) => [id, round % 2 === 0 ? 'screen' : added.id]))
        const body = { stages: [...kept.slice(0, -1), added, ...kept.slice(-1)], moves }
        outcomes.push((await who.put(`${path}/stages`, body, { 'if-match': `"${version}"` })).status)
      }
      return outcomes
    }
    const moveAbout = async () => {
      const outcomes: number[] = []
      for (let turn = 0; !isOver; turn++) {
        const { stages } = (await mover.get<Posting>(path)).body
        const card = cards[turn % cards.length] as AnApplication
        const stage = stages[turn % (stages.length - 1)]?.id
        const answer = await mover.patch(`${employer.api}/applications/${card.applicationId}`, { stage })
        outcomes.push(answer.status)
      }
      return outcomes
    }
    const moving = moveAbout()
    const shaped = await Promise.all([reshape(first, 'x-'), reshape(second, 'y-')])
    isOver = true
    const moved = await moving

    // Somebody was overtaken at times; nobody ever got an error of ours.
    for (const status of shaped.flat()) expect([200, 412]).toContain(status)
    for (const status of moved) expect([200, 400]).toContain(status)
    expect(shaped.flat().filter((status) => status === 200).length).toBeGreaterThanOrEqual(2)
    expect(moved).toContain(200)

    const { stages, counts } = (await mover.get<Posting>(path)).body
    const stored = (await mover.get<{ items: Card[] }>(`${employer.api}/applications?jobId=${posting.id}`)).body.items
    const known = new Set(stages.map(({ id }) => id))
    for (const { stage } of stored) expect(known).toContain(stage)
    expect(known.size).toBeGreaterThanOrEqual(defaultStages.length)
    const counted = Object.entries(counts.byStage).filter(([, count]) => count !== 0)
    const real = new Map<string, number>()
    for (const { stage } of stored) real.set(stage, (real.get(stage) ?? 0) + 1)
    expect(new Map(counted)).toEqual(real)

    const told = new Map(cards.map(({ applicationId }) => [applicationId, { stage: 'applied', version: 1 }]))
    const { head } = (await mover.get<{ head: number }>(`${employer.api}/feed`)).body
    await eventually(() => follower.pushed.some(({ seq }) => seq === head))
    for (const { type, data } of follower.pushed) {
      if (type !== 'application.moved') continue
      const { applicationId, stage, version } = data as { applicationId: string; stage: string; version: number }
      expect(version).toBe((told.get(applicationId)?.version ?? 0) + 1)
      told.set(applicationId, { stage, version })
    }
    expect(told).toEqual(new Map(stored.map(({ id, stage, version }) => [id, { stage, version }])))
  })
})
