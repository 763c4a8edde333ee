import type { endpoints, PostingTemplate } from '#protocol/posting-templates'
import { defaultStages } from '#protocol/postings'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import type { Tx } from '../../journal/tx.ts'
import { newId } from '../../store/ids.ts'
import { contentOf, emptyContent, toContent, withDescription } from '../content.ts'
import { currencyFor } from '../currency.ts'
import type { Description } from '../description.ts'
import { authorize } from '../policy.ts'
import { openPosting } from '../save.ts'
import { tell } from './entries.ts'
import { present } from './present.ts'
import { type TemplateRecord, templates } from './repository.ts'

/** A template of what is given. */
export async function createTemplate(
  tx: Tx,
  member: Member,
  { body }: Input<typeof endpoints.createPostingTemplate>,
): Promise<PostingTemplate> {
  const content = { ...emptyContent, ...toContent(body, await currencyFor(tx, member.employerId, body)) }
  return keep(tx, member, { ...content, name: body.name, stages: [...(body.stages ?? defaultStages)] })
}

/** A template of what a posting says now, published or not. */
export async function saveAsTemplate(
  tx: Tx,
  member: Member,
  input: Input<typeof endpoints.savePostingAsTemplate>,
  description: Description | null,
): Promise<PostingTemplate> {
  const posting = withDescription(await openPosting(tx, member, { jobId: input.jobId }), description?.html ?? null)
  authorize(member, 'posting.write', posting)
  return keep(tx, member, { ...contentOf(posting), name: input.body.name, stages: posting.stages })
}

type Kept = Omit<TemplateRecord, '_id' | 'employerId' | 'version' | 'createdAt' | 'updatedAt'>

async function keep(tx: Tx, member: Member, kept: Kept): Promise<PostingTemplate> {
  const template: TemplateRecord = {
    _id: newId(tx.now.getTime()),
    employerId: member.employerId,
    ...kept,
    version: 1,
    createdAt: tx.now,
    updatedAt: tx.now,
  }
  await templates.insert(tx, template)
  tell(tx, 'template.created', template, member)
  return present(template)
}
