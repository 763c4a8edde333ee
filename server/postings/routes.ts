import { endpoints as templates } from '#protocol/posting-templates'
import { endpoints } from '#protocol/postings'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { createPosting } from './create-posting.ts'
import { deletePosting } from './delete-posting.ts'
import { editPosting } from './edit-posting.ts'
import { publishChanges } from './publish-changes.ts'
import { listPostings, readPosting } from './read-postings.ts'
import { restorePosting } from './restore-posting.ts'
import { setPostingTeam } from './set-posting-team.ts'
import { deleteTemplate, editTemplate } from './templates/change-template.ts'
import { createFromTemplate } from './templates/create-from-template.ts'
import { createTemplate, saveAsTemplate } from './templates/keep-template.ts'
import { listTemplates, readTemplate } from './templates/read-templates.ts'
import { transitionPosting } from './transition-posting.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function postingRoutes(bind: Bind): void {
  bind.query(endpoints.listPostings, listPostings)
  bind.query(endpoints.readPosting, readPosting)
  bind.command(endpoints.createPosting, feed, createPosting)
  bind.command(endpoints.editPosting, feed, editPosting)
  bind.command(endpoints.deletePosting, feed, deletePosting)
  bind.command(endpoints.restorePosting, feed, restorePosting)
  bind.command(endpoints.transitionPosting, feed, transitionPosting)
  bind.command(endpoints.publishChanges, feed, publishChanges)
  bind.command(endpoints.setPostingTeam, feed, setPostingTeam)
  bind.query(templates.listPostingTemplates, listTemplates)
  bind.query(templates.readPostingTemplate, readTemplate)
  bind.command(templates.createPostingTemplate, feed, createTemplate)
  bind.command(templates.savePostingAsTemplate, feed, saveAsTemplate)
  bind.command(templates.editPostingTemplate, feed, editTemplate)
  bind.command(templates.deletePostingTemplate, feed, deleteTemplate)
  bind.command(templates.createPostingFromTemplate, feed, createFromTemplate)
}
