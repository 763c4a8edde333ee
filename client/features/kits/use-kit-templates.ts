import { endpoints } from '#protocol/kits'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'

/** The newest templates: as many as anybody chooses from. */
export function useKitTemplates() {
  const { employerId } = useMembership()
  const query = queryOf(endpoints.listKitTemplates, { params: { employerId }, query: { limit: 200 } })
  return useLiveQuery(query, ['kit-template.created', 'kit-template.deleted'])
}
