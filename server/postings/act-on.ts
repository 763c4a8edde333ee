import type { Member } from '../http/actor.ts'
import { actOf } from '../team/audit.ts'
import type { PostingRecord } from './repository.ts'

/** The part of an audit row that says who did something to which posting. */
export const actOn = (member: Member, { _id }: Pick<PostingRecord, '_id'>) => ({
  ...actOf(member),
  subject: { kind: 'posting', id: _id },
})
