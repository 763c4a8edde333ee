import { type EmployerRole, may } from '#protocol/permissions'
import type { Stage, StageKind } from '#protocol/postings'
import { decisionOf } from '../applications/decisions/decision-of.ts'
import { entryDataOf } from '../applications/present.ts'
import type { ApplicationRecord } from '../applications/repository.ts'
import { decideMove, type Move } from '../applications/stages.ts'
import { byCandidate, byUser } from '../journal/actors.ts'
import type { EntryActor } from '../journal/entry.ts'
import type { Arrival } from './applicants.ts'
import { day, hour, minute, officeTimeFrom, wakingTimeFrom } from './calendar.ts'
import type { Chronicle } from './chronicle.ts'
import { filled, holds, odds, quick, rejections } from './funnel.ts'
import { type Random, randomOf } from './random.ts'
import type { Colleague, Staff } from './staff.ts'

/** What became of one application, step by step, until today or until nothing more was to be decided. */
export function tellHistory(company: Chronicle, staff: Staff, arrival: Arrival): void {
  const { opening, random, isHired } = arrival
  const { since, job } = opening
  const until = (since.closed ?? company.now).getTime()
  const story = new Story(company, arrival.application)
  const decider = (kind: StageKind) => pickDecider(staff, random, opening.jobId, kind)
  const soon = (days: readonly [number, number]) =>
    officeTimeFrom(random, new Date(story.at.getTime() + random.between(...days) * day + random.int(2, 50) * minute))

  const seenAt = soon(isHired ? [0.1, 1] : [0.05, 2.5])
  if (seenAt.getTime() < until) {
    story.view(seenAt, byUser(decider('applied')))
    while (goOn());
  }
  if (since.closed && story.isOpen && random.chance(0.97)) {
    const at = new Date(Math.max(since.closed.getTime(), story.at.getTime()) + random.between(0.1, 2) * hour)
    story.move(at, { status: 'rejected', reason: filled }, decider('interview'))
  }

  /** The next step; false: none before the end. */
  function goOn(): boolean {
    const { stages, stage, next } = story
    const { goesOn, rejected, withdraws, held, days } = odds[stage.kind]
    const at = soon(isHired ? quick : days)
    const wakes = wakingTimeFrom(random, new Date(story.at.getTime() + random.between(0.5, days[1] + 1) * day))
    const chance = goesOn * (stage.kind === 'applied' ? 1 : (job.applicants?.selectivity ?? 1))
    const roll = random.next()
    if (at.getTime() >= until || next === undefined) return false
    if (isHired || roll < chance) {
      // Somebody convincing goes straight to the conversation now and then.
      const leap = !isHired && stage.kind === 'screen' && random.chance(0.12)
      const target = leap ? (stages.find(({ kind }) => kind === 'interview') ?? next) : next
      return story.move(at, { stage: target.id }, decider(target.kind))
    }
    if (roll < chance + rejected) {
      story.move(at, { status: 'rejected', reason: random.pick(rejections[stage.kind]) }, decider(stage.kind))
      return false
    }
    if (roll < chance + rejected + withdraws) {
      if (wakes.getTime() < until) story.withdraw(wakes)
      return false
    }
    return roll < chance + rejected + withdraws + held && pause(at, stage.kind)
  }

  /** On hold; true when it was taken up again. */
  function pause(at: Date, kind: StageKind): boolean {
    story.move(at, { status: 'on_hold', reason: random.pick(holds) }, decider(kind))
    const resumedAt = soon([4, 11])
    if (resumedAt.getTime() >= until || random.chance(0.55)) return false
    return story.move(resumedAt, { status: 'active' }, decider(kind))
  }
}

/** One application as it stands at the moment that is told. */
class Story {
  at: Date
  readonly stages: readonly Stage[]
  #application: ApplicationRecord
  readonly #company: Chronicle
  readonly #ids: Random

  constructor(company: Chronicle, received: ApplicationRecord) {
    this.#company = company
    this.#application = received
    this.at = received.appliedAt
    this.#ids = randomOf(`decisions ${received._id}`)
    this.stages = company.postings.get(received.jobId)?.stages ?? []
    company.keep(null, received)
    company.tell(
      this.at,
      'application.received',
      entryDataOf('application.received', received, this.stages),
      byCandidate(received.candidateId),
    )
  }

  get isOpen(): boolean {
    return this.#application.status === 'active' || this.#application.status === 'on_hold'
  }

  get stage(): Stage {
    const stage = this.stages.find(({ id }) => id === this.#application.stage)
    if (!stage) throw new Error(`Stage ${this.#application.stage} is gone`)
    return stage
  }

  get next(): Stage | undefined {
    return this.stages[this.stages.indexOf(this.stage) + 1]
  }

  view(at: Date, actor: EntryActor): void {
    this.#save(at, 'application.viewed', { ...this.#application, viewedAt: at }, actor)
  }

  move(at: Date, move: Move, by: Colleague): boolean {
    return this.#decide(at, move, by.userId, byUser(by))
  }

  withdraw(at: Date): void {
    this.#decide(at, { status: 'withdrawn' }, null, byCandidate(this.#application.candidateId))
  }

  #decide(at: Date, move: Move, by: string | null, actor: EntryActor): boolean {
    const decided = decideMove(this.#application, move, this.stages, by, at)
    if (decided) this.#save(at, decided.type, decided.application, actor)
    return decided !== null
  }

  #save(
    at: Date,
    type: NonNullable<ReturnType<typeof decideMove>>['type'] | 'application.viewed',
    after: ApplicationRecord,
    actor: EntryActor,
  ): void {
    this.at = at
    this.#company.keep(this.#application, after)
    if (type !== 'application.viewed') {
      this.#company.decisions.push(
        decisionOf(this.#ids.id(at), { before: this.#application, after, type }, { actor, at }),
      )
    }
    this.#application = after
    this.#company.tell(at, type, entryDataOf(type, after, this.stages), actor)
  }
}

/** Early steps are mostly the recruiter's, later ones mostly the hiring manager's, offers also the owner's. */
const deciders: Readonly<Record<StageKind, readonly EmployerRole[]>> = {
  applied: ['recruiter', 'recruiter', 'recruiter', 'admin'],
  screen: ['recruiter', 'recruiter', 'recruiter', 'admin'],
  assessment: ['recruiter', 'hiring_manager', 'hiring_manager'],
  interview: ['recruiter', 'hiring_manager', 'hiring_manager'],
  offer: ['recruiter', 'hiring_manager', 'owner', 'admin'],
  hired: ['recruiter', 'hiring_manager', 'owner', 'admin'],
}

function pickDecider(staff: Staff, random: Random, jobId: string, kind: StageKind): Colleague {
  const able = deciders[kind]
    .map((role) => staff(role))
    .filter((colleague) => may(colleague.standing(), 'application.move', jobId))
  return random.pick(able)
}
