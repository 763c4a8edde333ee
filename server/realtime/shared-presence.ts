import type { Log } from '../log.ts'
import type { RedisLink } from '../store/redis.ts'
import type { Scope } from '../store/scope.ts'
import { createPresence, type Presence } from './presence.ts'
import { sharedSetPlan, shareSet } from './shared-set.ts'

export const presencePlan = sharedSetPlan('presence')

/**
 * Who has a page open on any node. A node that falls silent takes its people with it after the time a reload may take.
 * @param onChange told when somebody came or went
 */
export function sharePresence(
  { scope, log, redis }: { readonly scope: () => Scope; readonly log: Log; readonly redis?: RedisLink | null },
  onChange: (userId: string) => void,
): Presence {
  const local = createPresence((userId) => {
    if (!others.elsewhere().has(userId)) onChange(userId)
    others.changed()
  })
  const others = shareSet({
    collection: 'presence',
    scope,
    log,
    redis,
    here: local.present,
    onChange: (userId) => {
      if (!local.present().has(userId)) onChange(userId)
    },
  })
  return {
    opened: local.opened,
    closed: local.closed,
    present: () => new Set([...local.present(), ...others.elsewhere()]),
    close: () => {
      others.close()
      local.close()
    },
  }
}
