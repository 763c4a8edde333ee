import { accounts } from '../auth/accounts.ts'
import type { Scope } from '../store/scope.ts'

/** Names by person; who is not known is left out. */
export async function namesOf(scope: Scope, userIds: readonly string[]): Promise<Map<string, string>> {
  const found = userIds.length === 0 ? [] : await accounts.many(scope, [...new Set(userIds)])
  return new Map(found.map((account) => [account._id, account.name]))
}
