import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import type { Groups } from './groups.ts'
import { demographics } from './repository.ts'

/**
 * The groups of those who disclosed any, by application. For figures over many people alone: what is made of it is
 * suppressed below five people and is never answered for one (rules DEMO-3 and FAIR).
 */
export const groupsOf = (
  scope: Scope,
  links: LinkSecrets,
  employerId: string,
  applicationIds: readonly string[],
): Promise<Map<string, Groups>> => demographics.of(scope, links, employerId, applicationIds)
