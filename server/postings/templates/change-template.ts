import type { endpoints, PostingTemplate } from '#protocol/posting-templates'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { expectVersion } from '../../http/version.ts'
import type { Tx } from '../../journal/tx.ts'
import { toContent } from '../content.ts'
import { currencyFor } from '../currency.ts'
import { tell } from './entries.ts'
import { present } from './present.ts'
import { templates } from './repository.ts'

export async function editTemplate(
  tx: Tx,
  member: Member,
  { templateId, ifVersion, body }: Input<typeof endpoints.editPostingTemplate>,
): Promise<PostingTemplate> {
  const before = await templates.get(tx, member.employerId, templateId)
  expectVersion(before, ifVersion)
  const currency = await currencyFor(tx, member.employerId, body)
  const { name = before.name, stages = before.stages } = body
  const changes = { ...toContent(body, currency), name, stages }
  const template = { ...before, ...changes, version: before.version + 1, updatedAt: tx.now }
  await templates.replace(tx, template)
  tell(tx, 'template.edited', template, member)
  return present(template)
}

export async function deleteTemplate(
  tx: Tx,
  member: Member,
  { templateId, ifVersion }: Input<typeof endpoints.deletePostingTemplate>,
): Promise<undefined> {
  const template = await templates.get(tx, member.employerId, templateId)
  expectVersion(template, ifVersion)
  await templates.remove(tx, template)
  tell(tx, 'template.deleted', { ...template, version: template.version + 1 }, member)
}
