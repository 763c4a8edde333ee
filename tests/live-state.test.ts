import { describe, expect, it } from 'vitest'
import type { Application, ApplicationStatus } from '#protocol/applications'
import type { FeedEntry } from '#protocol/feed'
import { may, type Role } from '#protocol/permissions'
import { visibleOf, withEvents } from '../client/features/home/activity-state.ts'
import { type Applied, applyEntries, emptyBoard, mergeRecords } from '../client/features/pipeline/state.ts'
import { receive, type Sequence, startAt } from '../client/live/sequence.ts'
import { audiences } from '../server/audiences.ts'
import type { Entry } from '../server/journal/entry.ts'
import { entryFor } from '../server/realtime/audience.ts'
import { randomOf } from './random.ts'

interface Viewer {
  readonly userId: string
  readonly role: Role
  readonly jobIds: readonly string[]
}

const jobs = ['job-a', 'job-b']
const viewers: readonly Viewer[] = [
  { userId: 'owner', role: 'owner', jobIds: [] },
  { userId: 'recruiter', role: 'recruiter', jobIds: [] },
  { userId: 'viewer', role: 'viewer', jobIds: [] },
  { userId: 'consultant', role: 'consultant', jobIds: [] },
  { userId: 'manager', role: 'hiring_manager', jobIds: ['job-a'] },
  { userId: 'interviewer', role: 'interviewer', jobIds: ['job-b'] },
  { userId: 'newcomer', role: 'interviewer', jobIds: [] },
]
const stages = ['applied', 'screen', 'interview', 'offer']
const statuses: readonly ApplicationStatus[] = ['active', 'on_hold', 'rejected', 'withdrawn']
const at = (seq: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, seq))

type Random = () => number
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T

/** The server as far as a page can tell: records, who knows whom, and the feed of what happened. */
class Truth {
  readonly #cards = new Map<string, Application>()
  readonly #revealed = new Set<string>()
  readonly feed: Entry[] = []
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** Something happens. */
  step(): void {
    const dice = this.#random()
    const card = this.#cards.size > 0 ? pick(this.#random, [...this.#cards.values()]) : null
    if (card === null || dice < 0.2) this.#arrive()
    else if (dice < 0.3) this.#view(card)
    else if (dice < 0.4) this.#reveal(card)
    else this.#move(card)
  }

  /** What REST answers about one application, to one reader, now. */
  read(id: string, { userId, ...standing }: Viewer): Application | null {
    const card = this.#cards.get(id)
    if (!card || !may(standing, 'pipeline.read', card.jobId)) return null
    const isKnown = this.#revealed.has(`${userId} ${card.candidateId}`)
    return { ...card, candidate: { ...card.candidate, name: isKnown ? `Name of ${card.candidateId}` : null } }
  }

  board(jobId: string, viewer: Viewer): Application[] {
    return [...this.#cards.values()].flatMap(({ id, jobId: of }) => (of === jobId ? (this.read(id, viewer) ?? []) : []))
  }

  /** The feed after a number, as this viewer gets it. */
  feedOf(viewer: Viewer, after = 0): FeedEntry[] {
    const entries = this.feed.slice(after)
    return entries.map((entry) => entryFor(audiences, 'acme', entry, viewer))
  }

  #arrive(): void {
    const n = this.#cards.size + 1
    const since = at(this.feed.length + 1).toISOString()
    const card = {
      ...{
        id: `app-${n}`,
        jobId: pick(this.#random, jobs),
        candidateId: `cand-${n}`,
        stage: 'applied',
        status: 'active',
      },
      ...{ source: null, candidate: { id: `cand-${n}`, code: `Amber Heron · ${n}`, name: null } },
      ...{ appliedAt: since, stageSince: since, viewed: false, version: 1 },
      ...{ selected: false, lookAgainAt: null, tags: [] },
    } as unknown as Application
    this.#save(card, 'application.received')
  }

  #move(card: Application): void {
    const [stage, status] = [pick(this.#random, stages), pick(this.#random, statuses)]
    const stageSince = stage === card.stage ? card.stageSince : at(this.feed.length + 1).toISOString()
    const lookAgainAt = status === 'on_hold' ? at(this.feed.length + 100).toISOString() : null
    const selected = this.#random() < 0.3
    const version = card.version + 1
    this.#save({ ...card, stage, status, stageSince, selected, lookAgainAt, version }, 'application.moved')
  }

  /** Opening is no change of where it stands: the version stays. */
  #view(card: Application): void {
    if (!card.viewed) this.#save({ ...card, viewed: true }, 'application.viewed')
  }

  #reveal({ candidateId, jobId }: Application): void {
    const { userId } = pick(this.#random, viewers)
    this.#revealed.add(`${userId} ${candidateId}`)
    this.#tell('candidate.revealed', { candidateId, userId, jobIds: [jobId], version: 2 })
  }

  #save(card: Application, type: string): void {
    this.#cards.set(card.id, card)
    const { id, jobId, candidateId, stage, status, stageSince, selected, lookAgainAt, version } = card
    const standing = { jobId, candidateId, stage, status, stageSince, selected, lookAgainAt, version }
    this.#tell(type, { applicationId: id, ...standing })
  }

  #tell(type: string, data: Entry['data']): void {
    const seq = this.feed.length + 1
    this.feed.push({
      stream: 'feed:acme',
      seq,
      key: `${seq}`,
      type,
      data,
      actor: { kind: 'system', id: null },
      at: at(seq),
    })
  }
}

/** A page with the board of one posting, on a connection that shuffles, repeats and delays. */
class Page {
  readonly #truth: Truth
  readonly #viewer: Viewer
  readonly #jobId: string
  readonly #random: Random
  #board = emptyBoard
  #sequence: Sequence<FeedEntry>
  #onTheWay: FeedEntry[] = []
  #answers: (Application | null)[] = []

  constructor(truth: Truth, viewer: Viewer, jobId: string, random: Random) {
    this.#truth = truth
    this.#viewer = viewer
    this.#jobId = jobId
    this.#random = random
    this.#sequence = startAt(truth.feed.length)
    this.#board = mergeRecords(this.#board, truth.board(jobId, viewer)).state
  }

  /** The server sends an entry; some arrive twice. */
  send(entry: FeedEntry): void {
    this.#onTheWay.push(entry, ...(this.#random() < 0.3 ? [entry] : []))
  }

  /** Some of what is on the way arrives, in any order. */
  hear(share: number): void {
    const isHere = () => this.#random() < share
    const arrived = this.#onTheWay.filter(isHere).sort(() => this.#random() - 0.5)
    this.#onTheWay = this.#onTheWay.filter((entry) => !arrived.includes(entry) || (share < 1 && this.#random() < 0.1))
    for (const entry of arrived) {
      const { sequence, ready } = receive(this.#sequence, [entry])
      this.#sequence = sequence
      this.#take(applyEntries(this.#board, visibleOf(ready), this.#jobId, this.#viewer.userId))
    }
    const answered = this.#answers.filter(isHere)
    this.#answers = this.#answers.filter((answer) => !answered.includes(answer))
    for (const record of answered) if (record) this.#take(mergeRecords(this.#board, [record]))
  }

  get cards(): Record<string, Application> {
    return Object.fromEntries([...this.#board.cards].sort(([a], [b]) => a.localeCompare(b)))
  }

  /** What only REST can say is asked for at once; the answer is of this moment and comes some time later. */
  #take({ state, unknown, revealed }: Applied): void {
    this.#board = state
    for (const id of [...unknown, ...revealed]) this.#answers.push(this.#truth.read(id, this.#viewer))
  }
}

const snapshot = (cards: readonly Application[]) =>
  Object.fromEntries(cards.map((card) => [card.id, card] as const).sort(([a], [b]) => a.localeCompare(b)))

const cases = viewers.flatMap((viewer) => jobs.map((jobId) => ({ who: viewer.userId, viewer, jobId })))

describe('old snapshot + entries = fresh snapshot', () => {
  it.each(cases)(
    '[LIVE-1] on the board of $jobId for the $who, in any order, doubled, late and partly hidden',
    ({ viewer, jobId }) => {
      for (let seed = 0; seed < 40; seed++) {
        const random = randomOf(seed)
        const truth = new Truth(random)
        for (let i = 0; i < 10; i++) truth.step()
        const page = new Page(truth, viewer, jobId, random)
        let sent = truth.feed.length
        for (let i = 0; i < 60; i++) {
          truth.step()
          for (const entry of truth.feedOf(viewer, sent)) page.send(entry)
          sent = truth.feed.length
          page.hear(0.5)
        }
        // Nothing happens any more; what is under way arrives, and what was asked for because of it.
        for (let i = 0; i < 4; i++) page.hear(1)
        expect(page.cards, `seed ${seed}`).toEqual(snapshot(truth.board(jobId, viewer)))
      }
    },
  )

  it.each(cases.filter(({ jobId, viewer }) => !may(viewer, 'pipeline.read', jobId)))(
    '[LIVE-2] nothing of $jobId reaches the $who',
    ({ viewer, jobId }) => {
      const truth = new Truth(randomOf(1))
      for (let i = 0; i < 200; i++) truth.step()
      const told = JSON.stringify([truth.feedOf(viewer), truth.board(jobId, viewer)])
      expect(truth.feed.some(({ data }) => data['jobId'] === jobId)).toBe(true)
      expect(told).not.toContain(jobId)
    },
  )

  it.each(viewers.map((viewer) => ({ who: viewer.userId, viewer })))(
    '[LIVE-3] in the activity of the $who',
    ({ viewer }) => {
      for (let seed = 0; seed < 40; seed++) {
        const random = randomOf(seed)
        const truth = new Truth(random)
        for (let i = 0; i < 100; i++) truth.step()
        const all = truth.feedOf(viewer)
        const known = 20 + Math.floor(random() * 60)
        const later = [...all.slice(known), ...all.slice(known - 10).filter(() => random() < 0.5)].sort(
          () => random() - 0.5,
        )
        let activity = withEvents([], visibleOf(all.slice(0, known)))
        for (const entry of later) activity = withEvents(activity, visibleOf([entry]))
        expect(activity, `seed ${seed}`).toEqual(withEvents([], visibleOf(all)))
      }
    },
  )
})
