import { reachOf, type Standing } from '#protocol/permissions'
import type { RunRecord } from './repository.ts'

type Rights = Pick<Standing, 'role' | 'jobIds'>

/** The jobs of which reports tell somebody with these rights; null: of all. */
export const reachWith = ({ role, jobIds }: Rights): string[] | null =>
  reachOf(role, 'figures.read') === 'all' ? null : [...jobIds]

/** Whether somebody with these rights may still read all that is in it. */
export function isWithinReach({ reach }: Pick<RunRecord, 'reach'>, rights: Rights): boolean {
  const now = reachWith(rights)
  return now === null || (reach?.every((jobId) => now.includes(jobId)) ?? false)
}
