import { expect, it } from 'vitest'
import { eventually } from '../../tests/server.ts'
import type { Member } from '../http/actor.ts'
import type { Connection } from './connection.ts'
import { Rights, type RightsParts } from './rights.ts'
import type { Room } from './room.ts'

it('[COED-6] what was read before a change does not bring back the right that it took', async () => {
  const connection = { userId: 'u', member: {}, access: 'write' } as unknown as Connection
  const room = { id: 'posting:p', connections: new Set([connection]) } as unknown as Room
  const answers: ((member: Member) => void)[] = []
  const rights = new Rights({
    scope: () => ({}),
    standing: () => new Promise((resolve) => answers.push(resolve)),
    kinds: {
      find: async () => ({ employerId: 'e' }),
      access: ({ role }: Member) => (role === 'viewer' ? 'read' : 'write'),
    },
    rooms: async () => [room],
  } as unknown as RightsParts)
  const as = (role: Member['role']) => ({ role }) as Member

  const before = rights.recheckAll()
  await eventually(() => answers.length === 1)
  const after = rights.recheckAll()
  await eventually(() => answers.length === 2)
  answers[1]?.(as('viewer'))
  await after
  expect(connection.access).toBe('read')
  answers[0]?.(as('recruiter'))
  await before
  expect(connection.access).toBe('read')
})
