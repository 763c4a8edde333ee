import { z } from 'zod'
import { areaOf, scopesAllow, type TokenScope } from './scopes.ts'

export const EmployerRole = z.enum(['owner', 'admin', 'recruiter', 'hiring_manager', 'interviewer', 'viewer'])
export type EmployerRole = z.infer<typeof EmployerRole>

/** Everybody who can stand inside an employer: its own people and the consultants it engaged. */
export const Role = z.enum([...EmployerRole.options, 'consultant'])
export type Role = z.infer<typeof Role>

/**
 * How far a right reaches: every job; `team`: only jobs whose hiring team the person is on (a hiring manager's own
 * jobs, an interviewer's assigned ones); `scheduled`: only once the person has an interview with the candidate;
 * `added`: only in conversations that the person was added to.
 */
export type Reach = 'all' | 'team' | 'scheduled' | 'added'

/** The role table. A role that is not named may not. Owners and admins always reach everything of their employer. */
export const permissions = {
  /** Settings, invitations, roles and removal. */
  'organisation.manage': { owner: 'all', admin: 'all' },
  /** Who did what; its export. */
  'audit.read': { owner: 'all', admin: 'all' },
  /** Making or unmaking an owner. */
  'ownership.manage': { owner: 'all' },
  /** Names and roles of colleagues. */
  'team.read': {
    owner: 'all',
    admin: 'all',
    recruiter: 'all',
    hiring_manager: 'all',
    interviewer: 'all',
    viewer: 'all',
  },
  'posting.read': {
    owner: 'all',
    admin: 'all',
    recruiter: 'all',
    hiring_manager: 'all',
    interviewer: 'all',
    viewer: 'all',
    consultant: 'all',
  },
  'posting.write': { owner: 'all', admin: 'all', recruiter: 'all', hiring_manager: 'team' },
  /** Comment on the text of a posting and propose changes to it. */
  'posting.suggest': {
    owner: 'all',
    admin: 'all',
    recruiter: 'all',
    hiring_manager: 'all',
    interviewer: 'all',
    consultant: 'all',
  },
  'posting.approve': { owner: 'all', admin: 'all', hiring_manager: 'team' },
  /** Publish what was approved, pause, resume, close. */
  'posting.publish': { owner: 'all', admin: 'all', recruiter: 'all' },
  /** Publish a draft without the review. */
  'posting.publish-directly': { owner: 'all', admin: 'all' },
  /** The pipeline and its candidates, blind unless revealed. */
  'pipeline.read': {
    owner: 'all',
    admin: 'all',
    recruiter: 'all',
    hiring_manager: 'team',
    interviewer: 'team',
    viewer: 'all',
    consultant: 'all',
  },
  /** Move, select, reject, put on hold. */
  'application.move': { owner: 'all', admin: 'all', recruiter: 'all', hiring_manager: 'team' },
  /** When interviews are, with whom and where; candidates blind unless revealed. */
  'interview.read': {
    owner: 'all',
    admin: 'all',
    recruiter: 'all',
    hiring_manager: 'team',
    interviewer: 'team',
    viewer: 'all',
    consultant: 'all',
  },
  /** Book, move and cancel interviews, and see when colleagues are free. */
  'interview.schedule': { owner: 'all', admin: 'all', recruiter: 'all', hiring_manager: 'team' },
  'room.manage': { owner: 'all', admin: 'all', recruiter: 'all' },
  /** Have reminders of one's own on applications. */
  'reminder.write': { owner: 'all', admin: 'all', recruiter: 'all', hiring_manager: 'team', interviewer: 'team' },
  /** Say what one thinks of a candidate, and read what colleagues said. */
  'feedback.write': { owner: 'all', admin: 'all', recruiter: 'all', hiring_manager: 'team', interviewer: 'team' },
  /** Say on the careers page what was changed because of what candidates said. */
  'answers.respond': { owner: 'all', admin: 'all', recruiter: 'all' },
  /** What others say of a candidate once it is revealed; until then, how many have said something. */
  'scorecard.read': {
    owner: 'all',
    admin: 'all',
    recruiter: 'all',
    hiring_manager: 'team',
    interviewer: 'team',
    consultant: 'all',
  },
  /** A scorecard of one's own, when assigned. */
  'scorecard.write': { owner: 'all', admin: 'all', recruiter: 'all', hiring_manager: 'team', interviewer: 'team' },
  /** Say who is asked, and reveal before everybody is in, with a reason that is logged. */
  'scorecard.manage': { owner: 'all', admin: 'all', recruiter: 'all', hiring_manager: 'team' },
  /** Put a view of the board before everybody who sees that board. */
  'view.share': { owner: 'all', admin: 'all', recruiter: 'all', hiring_manager: 'team' },
  /** See who a candidate is, with a reason that is logged. */
  'identity.reveal': {
    owner: 'all',
    admin: 'all',
    recruiter: 'all',
    hiring_manager: 'team',
    interviewer: 'scheduled',
  },
  /** Write and read the team's notes on a candidate, and give tags. */
  'candidate.annotate': { owner: 'all', admin: 'all', recruiter: 'all', hiring_manager: 'team' },
  /** Find who applied twice under two addresses, and join them. */
  'candidate.merge': { owner: 'all', admin: 'all', recruiter: 'all' },
  /** Invite consultants, end their engagement, say who takes part in the conversation. */
  'engagement.manage': { owner: 'all', admin: 'all', recruiter: 'all' },
  /** The conversations with consultants; a consultant only in those of their own engagements. */
  'consultant.chat': {
    owner: 'all',
    admin: 'all',
    recruiter: 'all',
    hiring_manager: 'all',
    interviewer: 'added',
    consultant: 'all',
  },
  /** Figures over many people, small groups suppressed. */
  'figures.read': { owner: 'all', admin: 'all', recruiter: 'all', hiring_manager: 'team', consultant: 'all' },
} as const satisfies Record<string, Partial<Record<Role, Reach>>>

export type Action = keyof typeof permissions

/** How far the role's right reaches; null: the role does not have it. */
export function reachOf(role: Role, action: Action): Reach | null {
  const row: Partial<Record<Role, Reach>> = permissions[action]
  return row[role] ?? null
}

/** What the decision needs to know of a member. */
export interface Standing {
  readonly role: Role
  /** The jobs whose hiring team the member is on. */
  readonly jobIds: readonly string[]
  /** Of an API token: the parts of the product it is let into. Left out: all. */
  readonly scopes?: readonly TokenScope[]
}

/** May this member do this, on this job (no job: on at least some)? `scheduled` and `added` rights are decided elsewhere. */
export function may(member: Standing, action: Action, jobId?: string): boolean {
  const reach = reachOf(member.role, action)
  if (reach === null) return false
  // Whether it may write as well is asked where the call comes in.
  if (member.scopes && !scopesAllow(member.scopes, areaOf(action), 'read')) return false
  if (reach === 'all' || jobId === undefined) return true
  return reach === 'team' && member.jobIds.includes(jobId)
}
