import type { endpoints } from '#protocol/posting-templates'
import type { Posting } from '#protocol/postings'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import type { Tx } from '../../journal/tx.ts'
import { contentOf } from '../content.ts'
import { addPosting } from '../create-posting.ts'
import { templates } from './repository.ts'

/** A draft that begins with what the template says; from then on neither knows of the other. */
export async function createFromTemplate(
  tx: Tx,
  member: Member,
  { templateId, body: { title, allowDuplicate = false } }: Input<typeof endpoints.createPostingFromTemplate>,
): Promise<Posting> {
  const template = await templates.get(tx, member.employerId, templateId)
  const content = { ...contentOf(template), title: title ?? template.title }
  return addPosting(tx, member, { content, stages: template.stages, allowDuplicate })
}
