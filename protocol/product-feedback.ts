import { z } from 'zod'
import { post } from './contract.ts'

export const ProductFeedbackKind = z.enum(['problem', 'idea', 'praise'], 'Use problem, idea or praise.')
export type ProductFeedbackKind = z.infer<typeof ProductFeedbackKind>

/** Characters of one at most. */
export const longestProductFeedback = 4000

export const endpoints = {
  sendProductFeedback: post('/product-feedback', {
    summary: 'Say something about ClearView to those who run it. They export it; nobody at a company reads it.',
    access: 'signed-in',
    limit: 'product',
    body: z.strictObject({
      kind: ProductFeedbackKind,
      text: z
        .string()
        .trim()
        .min(1, 'Say something.')
        .max(longestProductFeedback, `Write at most ${longestProductFeedback} characters.`),
      /** Path of the page it is about, without a query: links carry secrets there. */
      page: z
        .string()
        .max(300)
        .regex(/^\/[^?#]*$/, 'Send the path of a page, like /pipeline, without what follows a question mark.')
        .optional(),
      /** Those who run ClearView may write back: then their export names the sender. */
      mayAnswer: z.boolean().default(false),
    }),
    result: z.object({ id: z.string() }),
    status: 201,
  }),
}
