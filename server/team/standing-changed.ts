import type { EmployerRole } from '#protocol/permissions'
import type { Tx } from '../journal/tx.ts'

/** Somebody joined, has another role or left (null); told in the same transaction to whoever keeps rights of their own. */
export type StandingChanged = (
  tx: Tx,
  actor: { readonly userId: string; readonly ip: string },
  change: { readonly employerId: string; readonly userId: string; readonly role: EmployerRole | null },
) => Promise<void>
