import { z } from 'zod'
import { line, page, pageQuery, Time } from './common.ts'
import { del, get, patch, post } from './contract.ts'
import { PostingTemplateId } from './ids.ts'
import { Posting, postingContent, Salary, Stage } from './postings.ts'

/** What a new posting begins with, under a name of its own. */
export const PostingTemplate = z.object({
  id: PostingTemplateId,
  /** By which people choose it; the posting's title is `title`. */
  name: z.string(),
  title: z.string(),
  /** Sanitised HTML: the first content of the posting's document. */
  description: z.string(),
  requirements: z.array(z.string()),
  salary: Salary.nullable(),
  location: z.string().nullable(),
  employmentType: z.string().nullable(),
  stages: z.array(Stage),
  version: z.number(),
  createdAt: Time,
  updatedAt: Time,
})
export type PostingTemplate = z.infer<typeof PostingTemplate>

/** What a list needs: everything but the long texts. */
export const PostingTemplateSummary = PostingTemplate.omit({ description: true, requirements: true })
export type PostingTemplateSummary = z.infer<typeof PostingTemplateSummary>

const name = line(120)

export const CreatePostingTemplate = z.strictObject({ name, ...postingContent })
export type CreatePostingTemplate = z.infer<typeof CreatePostingTemplate>

export const EditPostingTemplate = CreatePostingTemplate.partial()
export type EditPostingTemplate = z.infer<typeof EditPostingTemplate>

const templates = '/employers/:employerId/posting-templates'

export const endpoints = {
  listPostingTemplates: get(templates, {
    summary: 'Templates of postings, newest first.',
    access: { may: 'posting.write' },
    query: z.strictObject(pageQuery),
    result: page(PostingTemplateSummary),
  }),
  createPostingTemplate: post(templates, {
    summary: 'Keep a text as a template for postings.',
    access: { may: 'posting.write' },
    body: CreatePostingTemplate,
    result: PostingTemplate,
    status: 201,
    versioned: true,
  }),
  savePostingAsTemplate: post('/employers/:employerId/job-postings/:jobId/save-as-template', {
    summary: 'Keep what a posting says now as a template.',
    access: { may: 'posting.write' },
    body: z.strictObject({ name }),
    result: PostingTemplate,
    status: 201,
    versioned: true,
  }),
  readPostingTemplate: get(`${templates}/:templateId`, {
    summary: 'One template.',
    access: { may: 'posting.write' },
    result: PostingTemplate,
    versioned: true,
  }),
  editPostingTemplate: patch(`${templates}/:templateId`, {
    summary: 'Change a template. Postings made from it stay as they are.',
    access: { may: 'posting.write' },
    body: EditPostingTemplate,
    result: PostingTemplate,
    versioned: true,
  }),
  deletePostingTemplate: del(`${templates}/:templateId`, {
    summary: 'Delete a template. Postings made from it stay as they are.',
    access: { may: 'posting.write' },
    versioned: true,
  }),
  createPostingFromTemplate: post(`${templates}/:templateId/postings`, {
    summary: 'Create a draft that begins with what the template says.',
    access: { may: 'posting.write' },
    body: z.strictObject({
      /** Left out: the template's. */
      title: line(200).optional(),
      allowDuplicate: z.boolean().optional(),
    }),
    result: Posting,
    status: 201,
    versioned: true,
  }),
}

const TemplateStanding = z.object({ templateId: PostingTemplateId, version: z.number() })

export const entries = {
  'template.created': TemplateStanding,
  'template.edited': TemplateStanding,
  'template.deleted': TemplateStanding,
}
