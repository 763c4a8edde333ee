import { may, type Standing } from '#protocol/permissions'
import { hasSubmitted, isReviewer } from './panel.ts'
import type { PanelRecord } from './repository.ts'

type Panel = Pick<PanelRecord, 'jobId' | 'reviewers' | 'revealed'>
type Reader = Standing & { readonly userId: string }

/**
 * How much of what others said a member sees. Sealed is sealed for everybody, owners among them. After the reveal an
 * interviewer sees it once their own is in, so that a late one is as independent as the others; consultants see what
 * tells nobody's own.
 */
export function sightOf(member: Reader, panel: Panel): 'nothing' | 'aggregate' | 'everything' {
  if (panel.revealed === null || !may(member, 'scorecard.read', panel.jobId)) return 'nothing'
  if (member.role === 'consultant') return 'aggregate'
  return member.role !== 'interviewer' || hasSubmitted(panel, member.userId) ? 'everything' : 'nothing'
}

/** Who is asked, and still has the role and the job for it. */
export const mayRate = (member: Reader, panel: Panel): boolean =>
  may(member, 'scorecard.write', panel.jobId) && isReviewer(panel, member.userId)

/** A reviewer writes the shared scorecard once their own is in, or from the start where the panel is open. */
export function documentAccess(member: Reader, panel: Panel, openPanel: boolean): 'write' | 'suggest' | null {
  if (mayRate(member, panel) && (openPanel || hasSubmitted(panel, member.userId))) return 'write'
  return sightOf(member, panel) === 'everything' ? 'suggest' : null
}

/** Notes are for those who take part in judging, and each has their own. */
export const mayTakeNotes = (member: Standing, jobId: string): boolean => may(member, 'scorecard.write', jobId)
