import { endpoints as templates } from '#protocol/posting-templates'
import { endpoints } from '#protocol/postings'
import { endpoints as team } from '#protocol/team'
import type { Member } from '../http/actor.ts'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { createPosting } from './create-posting.ts'
import { deletePosting } from './delete-posting.ts'
import type { Descriptions } from './description.ts'
import { editPosting } from './edit-posting.ts'
import { publishChanges } from './publish-changes.ts'
import { listPostings, readPosting } from './read-postings.ts'
import { restorePosting } from './restore-posting.ts'
import { setMemberJobs } from './set-member-jobs.ts'
import { setPostingTeam } from './set-posting-team.ts'
import type { UsedStages } from './stages.ts'
import { deleteTemplate, editTemplate } from './templates/change-template.ts'
import { createFromTemplate } from './templates/create-from-template.ts'
import { createTemplate, saveAsTemplate } from './templates/keep-template.ts'
import { listTemplates, readTemplate } from './templates/read-templates.ts'
import { transitionPosting } from './transition-posting.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function postingRoutes(bind: Bind, descriptions: Descriptions, usedStages: UsedStages): void {
  const text = (member: Member, { jobId }: { jobId: string }) => descriptions.read(member, jobId)
  bind.query(endpoints.listPostings, listPostings)
  bind.query(endpoints.readPosting, readPosting(descriptions))
  bind.command(endpoints.createPosting, feed, createPosting)
  bind.prepared(
    endpoints.editPosting,
    ({ employerId, jobId, body: { description } }) =>
      description === undefined ? [feedOf(employerId)] : [feedOf(employerId), ...descriptions.streams(jobId)],
    (member, { jobId, body: { description } }) =>
      description === undefined ? descriptions.read(member, jobId) : descriptions.draft(member, jobId, description),
    editPosting(usedStages),
  )
  bind.prepared(endpoints.deletePosting, feed, text, deletePosting)
  bind.command(endpoints.restorePosting, feed, restorePosting)
  bind.prepared(endpoints.transitionPosting, feed, text, transitionPosting)
  bind.prepared(endpoints.publishChanges, feed, text, publishChanges)
  bind.prepared(endpoints.setPostingTeam, feed, text, setPostingTeam)
  bind.command(team.setMemberJobs, feed, setMemberJobs)
}

export function templateRoutes(bind: Bind, descriptions: Descriptions): void {
  bind.query(templates.listPostingTemplates, listTemplates)
  bind.query(templates.readPostingTemplate, readTemplate)
  bind.command(templates.createPostingTemplate, feed, createTemplate)
  bind.prepared(
    templates.savePostingAsTemplate,
    feed,
    (member, { jobId }) => descriptions.read(member, jobId),
    saveAsTemplate,
  )
  bind.command(templates.editPostingTemplate, feed, editTemplate)
  bind.command(templates.deletePostingTemplate, feed, deleteTemplate)
  bind.command(templates.createPostingFromTemplate, feed, createFromTemplate)
}
