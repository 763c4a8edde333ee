import type { Page } from '#protocol/common'
import type { endpoints, KitTemplate } from '#protocol/kits'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import type { KitAccess } from './access.ts'
import { tellTemplate } from './entries.ts'
import { presentTemplate } from './present.ts'
import { kits } from './repository.ts'
import { type KitTemplateRecord, kitTemplateRows, kitTemplates } from './templates.ts'

/** A template of what a posting's kit says, as its record has it. */
export const saveAsTemplate =
  (admit: KitAccess) =>
  async (
    tx: Tx,
    member: Member,
    { jobId, body: { name } }: Pick<Input<typeof endpoints.saveKitAsTemplate>, 'jobId' | 'body'>,
  ): Promise<KitTemplate> => {
    await admit(tx, member, jobId, 'write')
    const kit = await kits.find(tx, jobId)
    if (!kit || kit.criteria.length === 0) {
      throw new AppError('conflict', 'This kit has no criteria yet. Add one, then keep the kit as a template.')
    }
    const { criteria } = kit
    const template: KitTemplateRecord = {
      _id: newId(tx.now.getTime()),
      employerId: member.employerId,
      name,
      criteria,
      version: 1,
      createdAt: tx.now,
      updatedAt: tx.now,
    }
    await kitTemplates.insert(tx, template)
    tellTemplate(tx, 'kit-template.created', template, member)
    return presentTemplate(template)
  }

export async function listTemplates(
  scope: Scope,
  { employerId }: Member,
  { query }: Pick<Input<typeof endpoints.listKitTemplates>, 'query'>,
): Promise<Page<KitTemplate>> {
  const { items, nextCursor } = await pageByNewest(scope, kitTemplateRows(scope), { employerId }, query)
  return { items: items.map(presentTemplate), nextCursor }
}

export async function deleteTemplate(
  tx: Tx,
  member: Member,
  { templateId, ifVersion }: Pick<Input<typeof endpoints.deleteKitTemplate>, 'templateId' | 'ifVersion'>,
): Promise<undefined> {
  const template = await kitTemplates.get(tx, member.employerId, templateId)
  expectVersion(template, ifVersion)
  await kitTemplates.remove(tx, template)
  tellTemplate(tx, 'kit-template.deleted', { ...template, version: template.version + 1 }, member)
}
