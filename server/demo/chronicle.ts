import type { FeedData, FeedType } from '#protocol/feed'
import type { DecisionRecord } from '../applications/decisions/repository.ts'
import type { ReminderRecord } from '../applications/reminders/repository.ts'
import type { ApplicationRecord } from '../applications/repository.ts'
import { tallyOf } from '../applications/stages.ts'
import type { UserRecord } from '../auth/repository.ts'
import type { CandidateRecord, RevealRecord } from '../candidates/repository.ts'
import type { EngagementRecord } from '../consultants/engagements.ts'
import type { ProfileRecord } from '../consultants/profiles.ts'
import type { EmployerRecord } from '../employers/repository.ts'
import type { CalendarRow } from '../interviews/holds.ts'
import type { InterviewRecord } from '../interviews/repository.ts'
import type { RoomRecord } from '../interviews/rooms/repository.ts'
import type { EntryActor } from '../journal/entry.ts'
import type { NewEntry } from '../journal/tx.ts'
import type { KitRecord, KitVersionRecord } from '../kits/repository.ts'
import type { KitTemplateRecord } from '../kits/templates.ts'
import type { PostingRecord } from '../postings/repository.ts'
import type { TallyRecord } from '../postings/tally.ts'
import type { PanelRecord, RatingsRecord } from '../scorecards/repository.ts'
import type { AuditRecord, MembershipRecord } from '../team/repository.ts'
import { randomOf } from './random.ts'

/** An entry that knows when it happened. */
interface PastEntry extends NewEntry {
  readonly at: Date
}

type Audited = Pick<AuditRecord, 'at' | 'actor' | 'action' | 'subject' | 'ip'> &
  Partial<Pick<AuditRecord, 'reason' | 'before' | 'after'>>

/** The company as far as it is told: every record as it stands, and everything that happened. */
export class Chronicle {
  readonly employer: EmployerRecord
  readonly now: Date
  readonly users: UserRecord[] = []
  readonly memberships = new Map<string, MembershipRecord>()
  readonly postings = new Map<string, PostingRecord>()
  readonly tallies = new Map<string, TallyRecord>()
  readonly kits: KitRecord[] = []
  readonly kitVersions: KitVersionRecord[] = []
  readonly kitTemplates: KitTemplateRecord[] = []
  readonly candidates = new Map<string, CandidateRecord>()
  readonly applications = new Map<string, ApplicationRecord>()
  readonly decisions: DecisionRecord[] = []
  readonly reminders = new Map<string, ReminderRecord>()
  readonly panels: PanelRecord[] = []
  readonly ratings: RatingsRecord[] = []
  readonly rooms: RoomRecord[] = []
  readonly interviews: InterviewRecord[] = []
  readonly calendars = new Map<string, CalendarRow>()
  readonly reveals: RevealRecord[] = []
  readonly engagements: EngagementRecord[] = []
  readonly profiles: ProfileRecord[] = []
  readonly audit: AuditRecord[] = []
  readonly #entries: PastEntry[] = []
  readonly #ids = randomOf('audit')

  constructor(employer: EmployerRecord, now: Date) {
    this.employer = employer
    this.now = now
  }

  /** What happened, in order of time; things of one moment stay in the order in which they were told. */
  get entries(): PastEntry[] {
    return [...this.#entries].sort((a, b) => a.at.getTime() - b.at.getTime())
  }

  tell<T extends FeedType>(at: Date, type: T, data: FeedData<T>, actor: EntryActor): void {
    this.#entries.push({ at, type, data, actor })
  }

  audited({ reason = null, before = null, after = null, ...row }: Audited): void {
    this.audit.push({ _id: this.#ids.id(row.at), employerId: this.employer._id, ...row, reason, before, after })
  }

  /** Keeps an application as it stands now, and its posting's counts with it. */
  keep(before: ApplicationRecord | null, after: ApplicationRecord): void {
    this.applications.set(after._id, after)
    const tally = this.tallies.get(after.jobId)
    if (!tally) throw new Error(`Posting ${after.jobId} counts nothing`)
    const change = tallyOf(before, after)
    tally.applications += change.applications ?? 0
    tally.viewed += change.viewed ?? 0
    tally.interviewed += change.interviewed ?? 0
    if (change.left === change.entered) return
    if (change.left) tally.byStage[change.left] = (tally.byStage[change.left] ?? 0) - 1
    if (change.entered) tally.byStage[change.entered] = (tally.byStage[change.entered] ?? 0) + 1
  }
}
