import { may } from '#protocol/permissions'
import type { DecisionRecord } from '../applications/decisions/repository.ts'
import type { ApplicationRecord } from '../applications/repository.ts'
import { bySystem, byUser } from '../journal/actors.ts'
import { type KitRecord, versionOf } from '../kits/repository.ts'
import { standingOf } from '../scorecards/entries.ts'
import { countsOf, emptyPanel, revealedIfComplete, withReviewers, withSubmission } from '../scorecards/panel.ts'
import { amended, changed, emptyRatings, expectComplete } from '../scorecards/ratings.ts'
import type { PanelRecord, RatingsRecord } from '../scorecards/repository.ts'
import { minute, officeTimeFrom } from './calendar.ts'
import type { Chronicle } from './chronicle.ts'
import { draftOf, judge, opinionOf, second } from './opinions.ts'
import type { Opening } from './postings.ts'
import { type Random, randomOf } from './random.ts'
import type { Colleague, Staff } from './staff.ts'

/** Everybody who came as far as an interview was judged by a panel, which is complete, or still waits for somebody. */
export function tellScorecards(company: Chronicle, staff: Staff, openings: readonly Opening[]): void {
  const interviewed = grouped(
    [...company.applications.values()].filter(({ interviewedAt }) => interviewedAt !== null),
    ({ jobId }) => jobId,
  )
  const decisions = grouped(company.decisions, ({ applicationId }) => applicationId)
  for (const [place, kit] of company.kits.entries()) {
    const opening = openings.find(({ jobId }) => jobId === kit._id)
    if (!opening) throw new Error(`Nobody wrote the posting of kit ${kit._id}`)
    let waiting = 0
    const begun = (interviewed.get(kit._id) ?? []).flatMap((application) => {
      const story = new PanelStory(company, staff, { opening, kit, application })
      // One after the other: each board shows every state before it shows one twice.
      const nextMissing = () => missingOf[waiting++ % missingOf.length] ?? 0
      return story.tell(decisions.get(application._id) ?? [], nextMissing) ?? []
    })
    const first = begun.sort((a, b) => a.getTime() - b.getTime())[0]
    if (!first) continue
    company.kits[place] = { ...kit, firstScored: kit.version }
    company.kitVersions.push(versionOf(kit, first))
  }
}

interface Subject {
  readonly opening: Opening
  readonly kit: KitRecord
  readonly application: ApplicationRecord
}

/** How many have not handed in yet while nothing is decided; more than there are is all of them. */
const missingOf: readonly number[] = [1, 0, 2, 9, 1]

/** Why the numbers were turned over although somebody was missing. */
const impatience = [
  'One of us is ill, and the candidate has been promised an answer this week.',
  'All who were there agree, and the candidate has another offer that ends tomorrow.',
  'We decide today with those who were there; one of us had to leave early.',
]

const secondThoughts = [
  'The panel pointed to an example that I had not weighed.',
  'I had rated the answer against the wrong criterion.',
]

/** One application's panel, as it stands at the moment that is told. */
class PanelStory {
  readonly #company: Chronicle
  readonly #staff: Staff
  readonly #subject: Subject
  readonly #random: Random
  #panel: PanelRecord
  #begun: Date | null = null
  #last: Date | null = null

  constructor(company: Chronicle, staff: Staff, subject: Subject) {
    this.#company = company
    this.#staff = staff
    this.#subject = subject
    const { _id, employerId, jobId, candidateId } = subject.application
    this.#random = randomOf(`panel ${_id}`)
    // Until somebody chooses, the interviewers of the posting are asked.
    const asked = company.postings.get(jobId)?.team.interviewerIds ?? []
    this.#panel = withReviewers(emptyPanel({ _id, employerId, jobId, candidateId }), asked)
  }

  /** Answers when the first one began to rate; null: nobody has. */
  tell(decisions: readonly DecisionRecord[], nextMissing: () => number): Date | null {
    const { application, kit, opening } = this.#subject
    const random = this.#random
    const { isDecided, from, until } = this.#time(decisions)
    const reviewers = this.#chooseReviewers()
    this.#assign(this.#during(from, until, 0.02), reviewers)
    const verdict = judge(random, application.status, kit.criteria, reviewers.length)
    const isEarly = isDecided && random.chance(0.15)
    const missing = isEarly ? 1 : isDecided ? 0 : Math.min(nextMissing(), reviewers.length)
    const done = random.some(reviewers, reviewers.length - missing)
    const topics = opening.job.applicants?.craft.topics ?? []
    const records = done.map((reviewer, place) =>
      this.#submit(
        reviewer,
        this.#during(from, until, 0.1 + (0.7 * (place + random.between(0.1, 0.9))) / done.length),
        changed(
          emptyRatings(this.#panel, reviewer.userId),
          opinionOf(random, kit.criteria, verdict[place] ?? [], topics),
          kit.criteria,
        ),
      ),
    )
    if (isEarly) this.#reveal(this.#during(from, until, 0.9))
    const [first] = records
    if (first && this.#panel.revealed !== null && random.chance(0.12)) {
      this.#amend(first, this.#during(from, until, 0.95))
    }
    const waiting = reviewers.filter((reviewer) => !done.includes(reviewer))
    if (!isDecided) for (const reviewer of waiting) if (random.chance(0.4)) this.#draft(reviewer, from, until, topics)
    this.#company.panels.push(this.#panel)
    return this.#begun
  }

  /** From the first interview to what was decided after it, or until today. */
  #time(decisions: readonly DecisionRecord[]): { isDecided: boolean; from: Date; until: Date } {
    const { application, opening } = this.#subject
    const from = application.interviewedAt ?? application.stageSince
    const stages = this.#company.postings.get(opening.jobId)?.stages ?? []
    const interviews = new Set(stages.filter(({ kind }) => kind === 'interview').map(({ id }) => id))
    const inPlay = new Set(['active', 'on_hold'])
    const decided = decisions.find(({ at, to }) => at > from && (!interviews.has(to.stage) || !inPlay.has(to.status)))
    return { isDecided: decided !== undefined, from, until: decided?.at ?? this.#company.now }
  }

  /** A moment in office hours, a share of the time along: after what happened last, and before what was decided. */
  #during(from: Date, until: Date, share: number): Date {
    const wanted = new Date(from.getTime() + share * (until.getTime() - from.getTime()))
    const last = this.#last ?? from
    const at = officeTimeFrom(this.#random, new Date(Math.max(wanted.getTime(), last.getTime() + minute)))
    // Where the office opens too late, somebody did it in the evening.
    this.#last = at < until ? at : new Date(last.getTime() + 0.3 * (until.getTime() - last.getTime()))
    return this.#last
  }

  #chooseReviewers(): Colleague[] {
    const { jobId } = this.#panel
    const able = (['interviewer', 'hiring_manager', 'recruiter', 'admin', 'owner'] as const)
      .map((role) => this.#staff(role))
      .filter((colleague) => may(colleague.standing(), 'scorecard.write', jobId))
    return able.slice(0, this.#random.int(3, 4))
  }

  #assign(at: Date, reviewers: readonly Colleague[]): void {
    const by = this.#staff('recruiter')
    const before = this.#panel
    const userIds = reviewers.map(({ userId }) => userId)
    this.#panel = { ...withReviewers(before, userIds), assigned: true, version: before.version + 1 }
    this.#company.tell(at, 'scorecard.assigned', standingOf(this.#panel), byUser(by))
    this.#audited(at, 'scorecard.assigned', by, {
      before: { userIds: before.reviewers.map(({ userId }) => userId) },
      after: { userIds },
    })
  }

  #submit(reviewer: Colleague, at: Date, content: RatingsRecord): RatingsRecord {
    const { kit } = this.#subject
    expectComplete(content, kit.criteria)
    const sealed = this.#pinned(at)
    const panel = revealedIfComplete(withSubmission(sealed, reviewer.userId, at), at)
    this.#panel = { ...panel, version: panel.version + 1 }
    const record = { ...content, submittedAt: at, late: sealed.revealed !== null, version: content.version + 1 }
    this.#company.ratings.push(record)
    this.#company.tell(at, 'scorecard.submitted', standingOf(this.#panel), bySystem)
    if (sealed.revealed === null && panel.revealed !== null) this.#tellRevealed(at)
    return record
  }

  /** Begun, and not handed in: read by its author alone. */
  #draft(reviewer: Colleague, from: Date, until: Date, topics: readonly string[]): void {
    const { criteria } = this.#subject.kit
    const part = draftOf(this.#random, criteria, topics)
    const draft = changed(emptyRatings(this.#panel, reviewer.userId), part, criteria)
    const panel = this.#pinned(this.#during(from, until, 0.97))
    // The first word that somebody writes fixes nothing but which kit it was written by.
    if (panel !== this.#panel) this.#panel = { ...panel, version: panel.version + 1 }
    this.#company.ratings.push({ ...draft, version: 1 })
  }

  #pinned(at: Date): PanelRecord {
    const { version } = this.#subject.kit
    if (this.#begun === null || at < this.#begun) this.#begun = at
    return this.#panel.kitVersion === version ? this.#panel : { ...this.#panel, kitVersion: version }
  }

  #reveal(at: Date): void {
    const by = this.#staff('recruiter')
    const revealed = { at, by: by.userId, reason: this.#random.pick(impatience) }
    this.#panel = { ...this.#panel, revealed, version: this.#panel.version + 1 }
    this.#tellRevealed(at, by)
  }

  #tellRevealed(at: Date, by: Colleague | null = null): void {
    this.#company.tell(at, 'scorecard.revealed', standingOf(this.#panel), by ? byUser(by) : bySystem)
    const { reason = null } = this.#panel.revealed ?? {}
    this.#audited(at, 'scorecard.revealed', by, { reason, after: countsOf(this.#panel) })
  }

  #amend(record: RatingsRecord, at: Date): void {
    const { kit } = this.#subject
    const after = changed(record, second(this.#random, record, kit.criteria), kit.criteria)
    const facts = { at, reason: this.#random.pick(secondThoughts), afterReveal: true }
    const saved = { ...amended(record, after, facts), version: record.version + 1 }
    this.#company.ratings[this.#company.ratings.indexOf(record)] = saved
    this.#panel = { ...this.#panel, version: this.#panel.version + 1 }
    this.#company.tell(at, 'scorecard.amended', standingOf(this.#panel), bySystem)
    const by = this.#colleague(record.userId)
    this.#audited(at, 'scorecard.amended', by, { after: { afterReveal: true } })
  }

  #colleague(userId: string): Colleague {
    const roles = ['interviewer', 'hiring_manager', 'recruiter', 'admin', 'owner'] as const
    const found = roles.map((role) => this.#staff(role)).find((colleague) => colleague.userId === userId)
    if (!found) throw new Error(`${userId} is no reviewer`)
    return found
  }

  #audited(
    at: Date,
    action: string,
    by: Colleague | null,
    said: Pick<Parameters<Chronicle['audited']>[0], 'reason' | 'before' | 'after'>,
  ): void {
    this.#company.audited({
      ...{ at, action, actor: by ? byUser(by) : bySystem, ip: by?.ip ?? null },
      subject: { kind: 'application', id: this.#panel._id },
      ...said,
    })
  }
}

function grouped<T>(list: Iterable<T>, keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
