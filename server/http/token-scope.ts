import type { Endpoint } from '#protocol/contract'
import { type Area, areaOf, type Mode, scopesAllow } from '#protocol/scopes'
import { AppError } from '../app-error.ts'
import type { Person } from './actor.ts'

/** What an API token needs to call an endpoint; null: no token may. */
interface Needed {
  /** Null: a part without a name of its own, which is reached by `read` and `write` alone. */
  readonly area: Area | null
  readonly mode: Mode
}

export function neededFor({ access, area: named, method, byPeopleOnly }: Endpoint): Needed | null {
  const area = typeof access === 'object' ? areaOf(access.may) : named
  if (byPeopleOnly || area === undefined) return null
  return { area, mode: method === 'get' ? 'read' : 'write' }
}

export const wordsOf = ({ area, mode }: Needed): string => (area === null ? mode : `${area}:${mode}`)

/** @throws {AppError} `token-scope` where a token is not let in, whatever the role of its maker allows */
export function refuseBeyondScopes(endpoint: Endpoint, { token }: Person): void {
  if (!token) return
  const needed = neededFor(endpoint)
  if (!needed) throw new AppError('token-scope', 'API tokens may not do this, whatever their scopes.')
  if (scopesAllow(token.scopes, needed.area, needed.mode)) return
  throw new AppError('token-scope', `This API token lacks the scope ${wordsOf(needed)}.`)
}
