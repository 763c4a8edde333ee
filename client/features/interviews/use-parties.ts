import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { endpoints, type PartyTimes } from '#protocol/scheduling'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { membersQuery } from '../../rest/members-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import type { PartyTime } from './busy.ts'
import { hoursOf, workingSpans } from './hours.ts'
import { interviewEntries } from './topics.ts'
import type { Span } from './zone-days.ts'
import { homeZone } from './zone-words.ts'

/** A person or a room that can take part. */
export interface Party {
  /** `user` or `room`, a blank, and its id. */
  readonly key: string
  readonly kind: 'user' | 'room'
  readonly id: string
  readonly name: string
}

export const keyOf = (kind: Party['kind'], id: string): string => `${kind} ${id}`

export function useRooms() {
  const { employerId, may } = useMembership()
  return useLiveQuery({ ...queryOf(endpoints.listRooms, { params: { employerId } }), enabled: may('interview.read') }, [
    'room.changed',
  ])
}

/** Everybody and every room that an interview can be with; consultants only watch. Mine first. */
export function useEveryParty(): readonly Party[] {
  const { employerId, user, may } = useMembership()
  const { data } = useQuery({
    ...membersQuery(employerId),
    enabled: may('team.read'),
    staleTime: 60_000,
  })
  const rooms = useRooms()
  const roomItems = 'data' in rooms ? rooms.data.items : null
  return useMemo(() => {
    const people = (data?.items ?? [{ ...user, role: 'consultant' as const }])
      .filter(({ id, role }) => role !== 'consultant' || id === user.id)
      .map(
        ({ id, name }): Party => ({
          key: keyOf('user', id),
          kind: 'user',
          id,
          name: id === user.id ? `${name} (you)` : name,
        }),
      )
      .sort((a, b) => Number(b.id === user.id) - Number(a.id === user.id) || a.name.localeCompare(b.name))
    const places = (roomItems ?? []).map(({ id, name }): Party => ({ key: keyOf('room', id), kind: 'room', id, name }))
    return [...people, ...places]
  }, [data, roomItems, user])
}

/** Times of people and rooms over a range, in milliseconds, read again when an interview changes. */
export function usePartyTimes(keys: readonly string[], range: Span): readonly PartyTime[] {
  const { employerId, may } = useMembership()
  const idsOf = (kind: Party['kind']) =>
    keys.filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1))
  const [users, rooms] = [idsOf('user').slice(0, 20).join(','), idsOf('room').slice(0, 20).join(',')]
  const query = {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    timeZone: homeZone(),
    ...(users === '' ? {} : { userIds: users }),
    ...(rooms === '' ? {} : { roomIds: rooms }),
  }
  const isWanted = may('interview.schedule') && (users !== '' || rooms !== '')
  const live = useLiveQuery(
    {
      ...queryOf(endpoints.readFreeBusy, { params: { employerId }, query }),
      enabled: isWanted,
      // What was known of the people before is better than nothing while another week comes.
      placeholderData: (before) => before,
    },
    interviewEntries,
    500,
  )
  const parties = isWanted && 'data' in live ? live.data.parties : null
  return useMemo(() => (parties ?? []).map(partyTimeOf), [parties])
}

function partyTimeOf({ id, kind, name, working, busy, hoursSet, staleSince }: PartyTimes): PartyTime {
  const span = ({ from, to }: { from: string; to: string }): Span => ({ from: Date.parse(from), to: Date.parse(to) })
  return {
    key: keyOf(kind, id),
    name,
    working: kind === 'room' ? null : working.map(span),
    saysHours: hoursSet,
    busy: busy.map((one) => ({ ...span(one), kind: one.kind, interviewId: one.interviewId })),
    downSince: staleSince === null ? null : Date.parse(staleSince),
  }
}

/** My own working hours over a range, for those who may not ask for anybody's times. */
export function useMyWorkingHours(range: Span, isWanted: boolean): readonly Span[] | null {
  const { data } = useQuery({ ...queryOf(endpoints.readMyHours), enabled: isWanted, staleTime: 60_000 })
  const { from, to } = range
  return useMemo(() => (data === undefined ? null : workingSpans(hoursOf(data), { from, to })), [data, from, to])
}
