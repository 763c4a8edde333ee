import { type Role, reachOf } from '#protocol/permissions'

/** Who reads of candidates, as what. */
export interface Reader {
  readonly userId: string
  readonly role: Role
}

/** Whoever was revealed stays so for ever, and is not shown in a role that is blind, whatever its person was before. */
export const mayKnow = ({ role }: Pick<Reader, 'role'>): boolean => reachOf(role, 'identity.reveal') !== null
