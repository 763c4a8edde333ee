import type { EmployerRole } from '#protocol/permissions'
import type { CreatePosting, EditPosting, PostingState } from '#protocol/postings'
import type { Craft } from './craft.ts'

/** Something that a person did to a posting. */
export type Step = { readonly daysAgo: number; readonly by: EmployerRole } & (
  | { readonly to: PostingState; readonly reason?: string }
  | { readonly edit: EditPosting }
  | { readonly team: { readonly hiringManager: boolean; readonly interviewer: boolean } }
  | { readonly does: 'publish-changes' | 'delete' }
)

export interface DemoJob {
  /** Names the job within the demo; its chances and its id derive from it. */
  readonly key: string
  readonly content: CreatePosting
  readonly created: { readonly daysAgo: number; readonly by: EmployerRole }
  readonly steps: readonly Step[]
  readonly applicants?: Applicants
}

export interface Applicants {
  readonly count: number
  /** How many were, or are about to be, hired. */
  readonly hires: number
  /** What they did before and what they were asked. */
  readonly craft: Craft
  /** How many of a stage go on to the next one, beside the average. */
  readonly selectivity?: number
}

/** Descriptions are written as they are read, and become HTML without blanks between the tags. */
export const page = (...blocks: string[]): string => blocks.join('')
export const p = (text: string): string => `<p>${text}</p>`
export const h = (text: string): string => `<h2>${text}</h2>`
export const ul = (...items: string[]): string => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`

/** What every posting of the company ends with. */
export const closing = page(
  h('How we hire'),
  p(
    'We read every application without the name on it. You will hear from us within two weeks at each step, also when the answer is no. Tell us what you need for a fair conversation: other times, questions in writing, an interpreter, a room without stairs. It has no influence on the decision.',
  ),
)
