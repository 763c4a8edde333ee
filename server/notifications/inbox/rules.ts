import type { NotificationKind } from '#protocol/notifications'
import { type Action, may, type Reach, reachOf, type Standing } from '#protocol/permissions'
import { bySystem } from '../../journal/actors.ts'

type Data = Readonly<Record<string, unknown>>

/** Who is told of an entry, and as what. */
interface Rule {
  readonly kind: NotificationKind
  /** Those whose right reaches the entry's job; consultants are told in their conversations. */
  readonly needs: Action
  /** Only these of them; null: all. */
  readonly only?: (data: Data) => readonly string[] | null
  readonly when?: (data: Data) => boolean
}

const listIn =
  (name: string) =>
  (data: Data): readonly string[] | null =>
    Array.isArray(data[name]) ? data[name].map(String) : null
const interview: Rule = { kind: 'interview', needs: 'pipeline.read', only: listIn('interviewerIds') }

const rules: Readonly<Record<string, Rule>> = {
  // Of thousands that a file brings `import.finished` tells, and of those who go with it again.
  'application.received': {
    kind: 'application_received',
    needs: 'application.move',
    when: ({ imported }) => imported !== true,
  },
  // Whom the team takes up again they know of.
  'application.resumed': {
    kind: 'application_received',
    needs: 'application.move',
    when: ({ again }) => again === true,
  },
  'application.withdrawn': {
    kind: 'application_withdrawn',
    needs: 'application.move',
    when: ({ takenBack }) => takenBack !== true,
  },
  'application.selected': { kind: 'candidate_selected', needs: 'application.move' },
  'scorecard.assigned': { kind: 'review_asked', needs: 'scorecard.write' },
  'scorecard.revealed': { kind: 'review_revealed', needs: 'scorecard.write' },
  'scorecard.overdue': { kind: 'review_asked', needs: 'scorecard.write', only: listIn('userIds') },
  'reminder.due': {
    kind: 'reminder_due',
    needs: 'reminder.write',
    only: ({ userId }) => (typeof userId === 'string' ? [userId] : null),
  },
  'interview.scheduled': interview,
  'interview.rescheduled': interview,
  'interview.cancelled': interview,
  'interview.confirmed': interview,
  // Whoever decides has to plan anew; interviewers have it from their calendars.
  'interview.declined': { kind: 'interview', needs: 'application.move' },
  'interview.no-show': interview,
  'posting.transitioned': {
    kind: 'posting',
    needs: 'posting.approve',
    when: ({ state }) => state === 'in_review',
  },
  'feedback.released': { kind: 'answers_released', needs: 'figures.read' },
  'engagement.accepted': { kind: 'engagement', needs: 'engagement.manage' },
  'engagement.declined': { kind: 'engagement', needs: 'engagement.manage' },
  'engagement.ended': { kind: 'engagement', needs: 'engagement.manage' },
  'report.sent': { kind: 'report', needs: 'organisation.manage' },
  'import.finished': { kind: 'report', needs: 'application.move' },
}

/** Types of entries that somebody may be told of. */
export const toldTypes: readonly string[] = Object.keys(rules)

/** Whether anybody may have to be told of an entry, whoever is there. */
export const mayBeTold = (type: string, data: Data): boolean => {
  const rule = rules[type]
  return rule !== undefined && rule.when?.(data) !== false
}

export interface Standee extends Standing {
  readonly userId: string
}

/** Who is told of an entry; never the one who did it. Pure. */
export function recipientsOf(
  { type, data, actor }: { type: string; data: Data; actor: { kind: string; id: string | null } },
  members: readonly Standee[],
): { kind: NotificationKind; userIds: string[] } | null {
  const rule = rules[type]
  if (!rule || !mayBeTold(type, data)) return null
  const reaches = reachOver(data, rule.needs)
  const only = rule.only?.(data) ?? null
  const userIds = members
    .filter((member) => member.role !== 'consultant' && reaches(member))
    .map(({ userId }) => userId)
    .filter((userId) => !(actor.kind === 'user' && actor.id === userId) && (only?.includes(userId) ?? true))
  return userIds.length > 0 ? { kind: rule.kind, userIds } : null
}

/** Whose right reaches the entry's job, or one of its jobs; where it could name some and names none, who reaches all. */
function reachOver({ jobId, jobIds }: Data, needs: Action): (member: Standing) => boolean {
  if (!Array.isArray(jobIds)) return (member) => may(member, needs, typeof jobId === 'string' ? jobId : undefined)
  return (member) => reachOf(member.role, needs) === 'all' || jobIds.some((id) => may(member, needs, String(id)))
}

/** Whether somebody who was told of it would be as they stand now; no place: they left. Pure. */
export const isStillFor = (place: Standee | null | undefined, told: { type: string; data: Data }): boolean =>
  !!place && recipientsOf({ ...told, actor: bySystem }, [place]) !== null

/** The same as types of entries: those that somebody reads of every job, and those of their own jobs alone. Pure. */
export function readableTypes({ role }: Pick<Standing, 'role'>): { ofAll: string[]; ofOwn: string[] } {
  const reaching = (reach: Reach): string[] =>
    Object.entries(rules).flatMap(([type, { needs }]) => (reachOf(role, needs) === reach ? type : []))
  // Consultants are told in their conversations.
  return role === 'consultant' ? { ofAll: [], ofOwn: [] } : { ofAll: reaching('all'), ofOwn: reaching('team') }
}
