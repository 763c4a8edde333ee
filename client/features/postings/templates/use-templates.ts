import { endpoints } from '#protocol/posting-templates'
import { useLiveQuery } from '../../../live/use-live-query.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryOf } from '../../../rest/queries.ts'

/** The newest templates: as many as anybody chooses from. */
export function useTemplates() {
  const { employerId } = useMembership()
  const query = queryOf(endpoints.listPostingTemplates, { params: { employerId }, query: { limit: 200 } })
  return useLiveQuery(query, ['template.created', 'template.edited', 'template.deleted'])
}
