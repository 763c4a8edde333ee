import { useQueryClient } from '@tanstack/react-query'
import { endpoints, type HiringSettings } from '#protocol/decisions'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'

/** The employer's reasons for rejections, as they are now. */
export function useHiringSettings() {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const query = queryOf(endpoints.readHiringSettings, { params: { employerId } })
  const settings = useLiveQuery(query, ['hiring.settings-changed'])
  const keep = (saved: HiringSettings) => queries.setQueryData(query.queryKey, saved)
  return { settings, keep }
}
