import type { Page } from '#protocol/common'
import type { endpoints, PostingTemplate, PostingTemplateSummary } from '#protocol/posting-templates'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { pageByNewest } from '../../store/page.ts'
import type { Scope } from '../../store/scope.ts'
import { present, presentSummary } from './present.ts'
import { templateRows, templates } from './repository.ts'

export async function listTemplates(
  scope: Scope,
  { employerId }: Member,
  { query }: Input<typeof endpoints.listPostingTemplates>,
): Promise<Page<PostingTemplateSummary>> {
  const page = await pageByNewest(scope, templateRows(scope), { employerId }, query, ['description', 'requirements'])
  return { ...page, items: page.items.map(presentSummary) }
}

export const readTemplate = async (
  scope: Scope,
  { employerId }: Member,
  { templateId }: Input<typeof endpoints.readPostingTemplate>,
): Promise<PostingTemplate> => present(await templates.get(scope, employerId, templateId))
