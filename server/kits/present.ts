import { KitTemplateId, PostingId } from '#protocol/ids'
import type { Kit, KitTemplate, KitVersion } from '#protocol/kits'
import type { KitRecord, KitVersionRecord } from './repository.ts'
import type { KitTemplateRecord } from './templates.ts'

/** Somebody has scored by it, and it reads differently now. */
export const isChanged = ({ firstScored, version }: KitRecord): boolean => firstScored !== null && version > firstScored

export function present(jobId: string, kit: KitRecord | null): Kit {
  const { firstScored = null, version = 0 } = kit ?? {}
  return {
    jobId: PostingId.parse(jobId),
    criteria: kit?.criteria ?? [],
    version,
    scoring: kit === null || firstScored === null ? null : { firstVersion: firstScored, changed: isChanged(kit) },
    // Version 0 is of those who began to score before anybody wrote a kit.
    updatedAt: kit === null || version === 0 ? null : kit.updatedAt.toISOString(),
  }
}

export const presentVersion = ({ version, criteria, at }: Omit<KitVersionRecord, '_id'>): KitVersion => ({
  version,
  criteria,
  at: at.toISOString(),
})

export const presentTemplate = (template: KitTemplateRecord): KitTemplate => ({
  id: KitTemplateId.parse(template._id),
  name: template.name,
  criteria: template.criteria,
  version: template.version,
  createdAt: template.createdAt.toISOString(),
  updatedAt: template.updatedAt.toISOString(),
})
