import type { MyHours, WorkingHours } from '#protocol/scheduling'
import type { Person } from '../../http/actor.ts'
import { expectVersion } from '../../http/version.ts'
import type { Tx } from '../../journal/tx.ts'
import type { Scope } from '../../store/scope.ts'
import { usualHours } from '../time/working-hours.ts'
import { workingHours } from './repository.ts'

export async function readMyHours(scope: Scope, { userId }: Person): Promise<MyHours> {
  const found = await workingHours.find(scope, userId)
  return found
    ? { hours: found.hours, isSet: true, version: found.version }
    : { hours: usualHours('UTC'), isSet: false, version: 0 }
}

/** What is booked already stays; the next booking goes by the new hours. */
export async function setMyHours(
  tx: Tx,
  person: Person,
  { body, ifVersion }: { readonly body: WorkingHours; readonly ifVersion: number | undefined },
): Promise<MyHours> {
  const before = await readMyHours(tx, person)
  expectVersion(before, ifVersion)
  const version = before.version + 1
  await workingHours.put(tx, { _id: person.userId, hours: body, version })
  return { hours: body, isSet: true, version }
}
