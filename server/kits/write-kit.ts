import type * as Y from 'yjs'
import { suggestedCriteria } from '#protocol/kit-suggestions'
import { type endpoints, type Kit, type KitCriterion, kitLimits, type WriteCriterion } from '#protocol/kits'
import { AppError, invalidField } from '../app-error.ts'
import { editsOf } from '../coedit/repository.ts'
import type { Member } from '../http/actor.ts'
import type { HandlerRun } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import { Outdated } from '../journal/conflict.ts'
import { feedOf, type Stream } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import type { KitAccess } from './access.ts'
import { criteriaOf, type KitParts, type Kits, keep } from './derive.ts'
import { documentOf } from './documents.ts'
import { present } from './present.ts'
import { type KitRecord, kits as records } from './repository.ts'
import { addCriteria, patchCriteria, readCriteria, type WantedCriterion } from './structure.ts'
import { kitTemplates } from './templates.ts'

export interface WritingParts extends Pick<KitParts, 'coedit' | 'scope'> {
  readonly kits: Kits
  readonly admit: KitAccess
}

/** Makes the criteria these. */
export const writeKit =
  (parts: WritingParts): HandlerRun<typeof endpoints.writeKit> =>
  async (member, { jobId, body, ifVersion }, _context, once) => {
    const wanted = withIds(body.criteria)
    return change(parts, { member, jobId, ifVersion, once }, { edit: (doc) => patchCriteria(doc, wanted) })
  }

/** Begins with the criteria of a template, or with the suggested ones. */
export const startKit =
  (parts: WritingParts): HandlerRun<typeof endpoints.startKit> =>
  async (member, { jobId, body: { templateId, mode }, ifVersion }, _context, once) => {
    const template = templateId && (await kitTemplates.get(parts.scope(), member.employerId, templateId))
    const wanted = template ? template.criteria.map(copied) : suggestedCriteria.map(copied)
    return change(
      parts,
      { member, jobId, ifVersion, once },
      {
        edit: (doc) => (mode === 'replace' ? patchCriteria(doc, wanted) : addCriteria(doc, wanted)),
        // Of two who begin at once, the second is told instead of having everything twice.
        expect: (kit) => {
          if (mode !== undefined || kit === null || kit.criteria.length === 0) return
          throw new AppError('conflict', 'This kit has criteria already. Add to them, or replace them.')
        },
      },
    )
  }

interface Asked {
  readonly member: Member
  readonly jobId: string
  readonly ifVersion: number | undefined
  readonly once: <T>(streams: readonly Stream[], command: (tx: Tx, member: Member) => Promise<T>) => Promise<T>
}

interface Edit {
  readonly edit: (doc: Y.Doc) => void
  /** @throws when the kit is not such that this may be done */
  readonly expect?: (kit: KitRecord | null) => void
}

/** The kit became another one between looking and writing. */
const moved = Symbol('moved')
const mostRounds = 5

/** An edit of the document and the record that follows from it, in one transaction. */
async function change(
  { coedit, scope, kits, admit }: WritingParts,
  { member, jobId, ifVersion, once }: Asked,
  { edit, expect }: Edit,
): Promise<Kit> {
  const { employerId } = member
  await admit(scope(), member, jobId, 'write')
  for (let round = 0; round < mostRounds; round++) {
    const known = await kits.follow(jobId, member)
    let criteria: KitCriterion[] = []
    let count = 0
    const draft = await coedit.draft(documentOf(jobId), (doc) => {
      edit(doc)
      criteria = criteriaOf(doc)
      count = readCriteria(doc).length
    })
    const streams = [feedOf(employerId), editsOf(documentOf(jobId))]
    const done = await once(streams, async (tx, member): Promise<Kit> => {
      await admit(tx, member, jobId, 'write')
      const before = await records.find(tx, jobId)
      expectVersion(before ?? { version: 0 }, ifVersion)
      expect?.(before)
      if (before?.version !== known?.version) throw moved
      if (!draft.update) return present(jobId, before)
      if (count > kitLimits.criteria) {
        throw new AppError('conflict', `A kit has at most ${kitLimits.criteria} criteria. Take some out first.`)
      }
      coedit.write(tx, documentOf(jobId), member, draft)
      return present(jobId, await keep(tx, { jobId, employerId, before, criteria, actor: byUser(member) }))
    }).catch((error: unknown) => {
      if (error !== moved && !(error instanceof Outdated)) throw error
      return null
    })
    if (done) return done
  }
  throw new AppError('conflict', 'Others are changing this kit at the moment. Try again.')
}

/** New ones and those whose id is left out get one. @throws {AppError} `invalid-input` for an id that stands twice */
function withIds(criteria: readonly WriteCriterion[]): WantedCriterion[] {
  refuseTwice(criteria, 'criteria')
  return criteria.map(({ id = newId(), questions, ...rest }, i) => {
    if (questions) refuseTwice(questions, `criteria.${i}.questions`)
    return { id, ...rest, questions: questions?.map(({ id: key = newId(), text }) => ({ id: key, text })) }
  })
}

function refuseTwice(list: readonly { readonly id?: string | undefined }[], path: string): void {
  const seen = new Set<string>()
  for (const [i, { id }] of list.entries()) {
    if (id !== undefined && seen.has(id)) throw invalidField(`${path}.${i}.id`, 'This id stands further up already.')
    if (id !== undefined) seen.add(id)
  }
}

type Copyable = Pick<KitCriterion, 'name' | 'weight' | 'anchors'> & {
  readonly questions: readonly (string | { readonly text: string })[]
}

/** The same under ids of its own: a kit knows nothing of the template that it began with. */
const copied = ({ name, weight, anchors, questions }: Copyable): WantedCriterion => ({
  id: newId(),
  name,
  weight,
  anchors,
  questions: questions.map((question) => ({
    id: newId(),
    text: typeof question === 'string' ? question : question.text,
  })),
})
