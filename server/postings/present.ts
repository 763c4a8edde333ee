import { PostingId, UserId } from '#protocol/ids'
import type { Posting, PostingSummary } from '#protocol/postings'
import type { PostingRecord } from './repository.ts'
import type { TallyRecord } from './tally.ts'

export function present(record: PostingRecord, tally: TallyRecord | undefined): Posting {
  return {
    ...presentSummary(record, tally),
    description: record.description,
    requirements: record.requirements,
  }
}

export function presentSummary(record: PostingRecord, tally: TallyRecord | undefined): PostingSummary {
  const byStage = tally?.byStage ?? {}
  return {
    id: PostingId.parse(record._id),
    title: record.title,
    state: record.state,
    salary: record.salary,
    location: record.location,
    employmentType: record.employmentType,
    stages: record.stages,
    team: {
      hiringManagerIds: record.team.hiringManagerIds.map((id) => UserId.parse(id)),
      interviewerIds: record.team.interviewerIds.map((id) => UserId.parse(id)),
    },
    openPanel: record.openPanel ?? false,
    hasUnpublishedChanges: record.hasUnpublishedChanges,
    counts: {
      applications: tally?.applications ?? 0,
      active: Object.values(byStage).reduce((sum, count) => sum + count, 0),
      byStage,
    },
    version: record.version,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    publishedAt: record.published?.at.toISOString() ?? null,
    deletedAt: record.deletedAt?.toISOString() ?? null,
  }
}
