import { RoomId } from '#protocol/ids'
import type { endpoints, Room } from '#protocol/scheduling'
import { AppError } from '../../app-error.ts'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { expectVersion } from '../../http/version.ts'
import { byUser } from '../../journal/actors.ts'
import { feedOf } from '../../journal/entry.ts'
import type { Tx } from '../../journal/tx.ts'
import { newId } from '../../store/ids.ts'
import type { Scope } from '../../store/scope.ts'
import { type RoomRecord, rooms } from './repository.ts'

export async function listRooms(scope: Scope, { employerId }: Member): Promise<{ items: Room[] }> {
  return { items: (await rooms.ofEmployer(scope, employerId)).map(present) }
}

export async function addRoom(
  tx: Tx,
  member: Member,
  { body }: Pick<Input<typeof endpoints.addRoom>, 'body'>,
): Promise<Room> {
  const { employerId } = member
  await expectFreeName(tx, employerId, body.name)
  return keep(tx, member, { _id: newId(tx.now.getTime()), employerId, ...body, removedAt: null, version: 1 })
}

export async function editRoom(
  tx: Tx,
  member: Member,
  { roomId, body, ifVersion }: Pick<Input<typeof endpoints.editRoom>, 'roomId' | 'body' | 'ifVersion'>,
): Promise<Room> {
  const room = await rooms.get(tx, member.employerId, roomId)
  expectVersion(room, ifVersion)
  const { name = room.name, directions = room.directions, seats = room.seats } = body
  if (name === room.name && directions === room.directions && seats === room.seats) return present(room)
  if (keyOf(name) !== keyOf(room.name)) await expectFreeName(tx, member.employerId, name)
  return keep(tx, member, { ...room, name, directions, seats, version: room.version + 1 })
}

export async function removeRoom(
  tx: Tx,
  member: Member,
  { roomId, ifVersion }: Pick<Input<typeof endpoints.removeRoom>, 'roomId' | 'ifVersion'>,
): Promise<undefined> {
  const room = await rooms.get(tx, member.employerId, roomId)
  expectVersion(room, ifVersion)
  await keep(tx, member, { ...room, removedAt: tx.now, version: room.version + 1 })
}

/** Whoever books, and whoever is invited, knows a room by its name alone. @throws {AppError} `conflict` */
async function expectFreeName(tx: Tx, employerId: string, name: string): Promise<void> {
  const other = (await rooms.ofEmployer(tx, employerId)).find((room) => keyOf(room.name) === keyOf(name))
  if (!other) return
  const message = `There is a room called “${other.name}” already. Say in the name which one this is: its floor or its building.`
  throw new AppError('conflict', message, { errors: [{ path: 'name', message }] })
}

/** Equal for names that read alike. */
const keyOf = (name: string): string => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()

async function keep(tx: Tx, member: Member, room: RoomRecord): Promise<Room> {
  await rooms.put(tx, room)
  const data = { roomId: RoomId.parse(room._id), version: room.version }
  tx.append(feedOf(room.employerId), { type: 'room.changed', data, actor: byUser(member) })
  return present(room)
}

const present = ({ _id, name, directions, seats, version }: RoomRecord): Room => ({
  ...{ id: RoomId.parse(_id), name, directions, seats, version },
})
