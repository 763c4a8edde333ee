import { PostingTemplateId } from '#protocol/ids'
import type { PostingTemplate, PostingTemplateSummary } from '#protocol/posting-templates'
import type { TemplateRecord } from './repository.ts'

export function presentSummary(record: Omit<TemplateRecord, 'description' | 'requirements'>): PostingTemplateSummary {
  const { _id, name, title, salary, location, employmentType, stages, version, createdAt, updatedAt } = record
  return {
    id: PostingTemplateId.parse(_id),
    name,
    title,
    salary,
    location,
    employmentType,
    stages,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

export const present = (record: TemplateRecord): PostingTemplate => ({
  ...presentSummary(record),
  description: record.description,
  requirements: record.requirements,
})
