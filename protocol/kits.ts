import { z } from 'zod'
import { line, page, pageQuery, Time } from './common.ts'
import { del, get, post, put } from './contract.ts'
import { CriterionId, KitQuestionId, KitTemplateId, PostingId } from './ids.ts'

/** How much a kit holds, and how long its texts are: an interview that has more is not held. */
export const kitLimits = { criteria: 20, questions: 10, name: 120, anchor: 600, question: 600, weight: 10 } as const

/** The marks of the scale that say in words what they look like. */
export const anchorMarks = [1, 3, 5] as const
export type AnchorMark = (typeof anchorMarks)[number]

/** What a criterion weighs until somebody says otherwise. */
export const usualWeight = 3

/**
 * How a kit stands in its document `kit:{jobId}`: the map `criteria` holds a map for each criterion under its id, and
 * that one a map `questions` alike. Texts are `Y.Text`, so that two people write in one; `order` and `weight` are
 * numbers. What is taken out is marked `removed` and stays, so that whoever writes in it meanwhile loses nothing.
 */
export const kitFields = {
  criteria: 'criteria',
  name: 'name',
  weight: 'weight',
  order: 'order',
  removed: 'removed',
  questions: 'questions',
  text: 'text',
} as const

/** The field that says what a mark looks like. */
export const anchorField = { 1: 'anchor1', 3: 'anchor3', 5: 'anchor5' } as const satisfies Record<AnchorMark, string>

export const KitQuestion = z.object({ id: KitQuestionId, text: z.string() })
export type KitQuestion = z.infer<typeof KitQuestion>

/** One thing that every candidate is judged by, from 1 to 5. */
export const KitCriterion = z.object({
  id: CriterionId,
  name: z.string(),
  /** 1 to 10; its share of the whole is this by the sum of all. */
  weight: z.number(),
  /** What a 1, a 3 and a 5 look like; empty: not said yet. */
  anchors: z.object({ 1: z.string(), 3: z.string(), 5: z.string() }),
  questions: z.array(KitQuestion),
})
export type KitCriterion = z.infer<typeof KitCriterion>

/** The structured part of a posting's interview kit, in the order in which it is gone through. */
export const Kit = z.object({
  jobId: PostingId,
  criteria: z.array(KitCriterion),
  /** 0: nobody has written one yet. */
  version: z.number(),
  /** Null: nobody has scored by it. `changed`: it reads differently now from when the first one did. */
  scoring: z.object({ firstVersion: z.number(), changed: z.boolean() }).nullable(),
  /** Null: nobody has written one yet. */
  updatedAt: Time.nullable(),
})
export type Kit = z.infer<typeof Kit>

/** The kit as it read when somebody scored by it. */
export const KitVersion = z.object({ version: z.number(), criteria: z.array(KitCriterion), at: Time })
export type KitVersion = z.infer<typeof KitVersion>

const key = z.string().regex(/^[\w-]{1,64}$/, 'An id has 1 to 64 letters, digits, - and _.')
const anchor = z.string().trim().max(kitLimits.anchor, `At most ${kitLimits.anchor} characters.`)

const WriteCriterion = z.strictObject({
  /** Of a criterion that is there already: it is changed. Left out: a new one. */
  id: key.optional(),
  name: line(kitLimits.name),
  weight: z.number().int().min(1).max(kitLimits.weight).optional(),
  anchors: z.strictObject({ 1: anchor.optional(), 3: anchor.optional(), 5: anchor.optional() }).optional(),
  questions: z
    .array(z.strictObject({ id: key.optional(), text: line(kitLimits.question) }))
    .max(kitLimits.questions, `At most ${kitLimits.questions} questions for one criterion.`)
    .optional(),
})
export type WriteCriterion = z.infer<typeof WriteCriterion>

const criteria = z.array(WriteCriterion).max(kitLimits.criteria, `At most ${kitLimits.criteria} criteria.`)

/** What a kit begins with, under a name of its own. */
export const KitTemplate = z.object({
  id: KitTemplateId,
  name: z.string(),
  criteria: z.array(KitCriterion),
  version: z.number(),
  createdAt: Time,
  updatedAt: Time,
})
export type KitTemplate = z.infer<typeof KitTemplate>

const kit = '/employers/:employerId/job-postings/:jobId/kit'
const templates = '/employers/:employerId/kit-templates'

export const endpoints = {
  readKit: get(kit, {
    summary: 'The criteria by which candidates of a posting are judged, with every edit made so far.',
    access: { may: 'posting.read' },
    result: Kit,
    versioned: true,
  }),
  writeKit: put(kit, {
    summary: 'Make the criteria these; what others write meanwhile merges with it.',
    access: { may: 'posting.write' },
    body: z.strictObject({ criteria }),
    result: Kit,
    versioned: true,
  }),
  startKit: post(`${kit}/start`, {
    summary:
      'Begin with the criteria of a template, or with the suggested ones; 409 when there are some, unless `mode`.',
    access: { may: 'posting.write' },
    body: z.strictObject({
      /** Left out: the set that ClearView suggests. */
      templateId: KitTemplateId.optional(),
      /** What becomes of criteria that are there already. Left out: there may be none. */
      mode: z.enum(['add', 'replace']).optional(),
    }),
    result: Kit,
    versioned: true,
  }),
  listKitVersions: get(`${kit}/versions`, {
    summary: 'The kit as it read whenever somebody began to score by it, newest first.',
    access: { may: 'posting.read' },
    query: z.strictObject(pageQuery),
    result: page(KitVersion),
  }),
  readKitVersion: get(`${kit}/versions/:version`, {
    summary: 'The kit as somebody scored by it.',
    access: { may: 'posting.read' },
    result: KitVersion,
  }),
  saveKitAsTemplate: post(`${kit}/save-as-template`, {
    summary: 'Keep the criteria of a posting as a template for kits.',
    access: { may: 'posting.write' },
    body: z.strictObject({ name: line(120) }),
    result: KitTemplate,
    status: 201,
    versioned: true,
  }),
  listKitTemplates: get(templates, {
    summary: 'Templates of kits, newest first.',
    access: { may: 'posting.write' },
    query: z.strictObject(pageQuery),
    result: page(KitTemplate),
  }),
  deleteKitTemplate: del(`${templates}/:templateId`, {
    summary: 'Delete a template of kits. Kits made from it stay as they are.',
    access: { may: 'posting.write' },
    versioned: true,
  }),
}

const TemplateStanding = z.object({ templateId: KitTemplateId, version: z.number() })

export const entries = {
  /** `afterScoring`: somebody has scored by another version already. */
  'posting.kit-changed': z.object({ jobId: PostingId, version: z.number(), afterScoring: z.boolean() }),
  'kit-template.created': TemplateStanding,
  'kit-template.deleted': TemplateStanding,
}
