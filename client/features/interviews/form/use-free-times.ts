import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { endpoints } from '#protocol/interviews'
import { useMembership } from '../../../rest/membership.tsx'
import { queryOf } from '../../../rest/queries.ts'
import type { ScheduleValues } from './schedule-request.ts'

/** Starts that suit everybody, as ISO 8601, nearest to `start` in milliseconds; none while it is not known whom to ask. */
export function useFreeTimes(
  values: ScheduleValues,
  start: number | null,
  candidateId: string | undefined,
  limit: number,
): readonly string[] {
  const { employerId } = useMembership()
  const { interviewerIds, roomId, minutes, zone } = values
  const query = {
    near: new Date(Math.max(start ?? 0, Date.now())).toISOString().replace(/\d\d\.\d{3}Z$/, '00.000Z'),
    durationMinutes: minutes,
    userIds: interviewerIds.join(','),
    timeZone: zone,
    limit,
    ...(roomId === null ? {} : { roomIds: roomId }),
    ...(candidateId === undefined ? {} : { candidateId: candidateId as never }),
  }
  // Who types a time would ask with each digit.
  const [asked] = useDebouncedValue(query, 350)
  const { data } = useQuery({
    ...queryOf(endpoints.findTimes, { params: { employerId }, query: asked }),
    enabled: asked.userIds !== '',
    placeholderData: (before) => before,
    retry: false,
  })
  return interviewerIds.length === 0 ? [] : (data?.times ?? [])
}
