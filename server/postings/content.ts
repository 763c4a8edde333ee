import { createHash } from 'node:crypto'
import sanitizeHtml from 'sanitize-html'
import type { CreatePosting, EditPosting, Salary } from '#protocol/postings'
import { normaliseHtml } from '../coedit/rich-text/html.ts'
import type { PostingContent, PostingRecord } from './repository.ts'

/** Plain formatting only: what a job description needs, and nothing that can run, load or imitate the page. */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h2', 'h3', 'p', 'br', 'hr', 'strong', 'em', 'u', 's', 'code', 'blockquote', 'ul', 'ol', 'li', 'a'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'rel'], th: ['colspan', 'rowspan'], td: ['colspan', 'rowspan'], ol: ['start'] },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  // Levels further within are taken out and their words stay: nobody sees a hundredth level, and to read thousands of
  // them takes more stack than there is.
  nestingLimit: 100,
  transformTags: {
    // The posting's title is the page's only first heading.
    h1: 'h2',
    h4: 'h3',
    b: 'strong',
    i: 'em',
    a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow' }),
  },
}

/** A description as its document will say it. Text without any tag is taken by its lines. */
export const sanitize = (html: string): string => {
  if (!isPlain(html)) return cleaned(html)
  const paragraphs = html
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
  const byLines = paragraphs.map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`).join('')
  // What holds nothing to clean is in its form already; reading it as HTML takes a hundred times as long.
  return paragraphs.every(isSimple) ? byLines : cleaned(byLines)
}

const cleaned = (html: string): string => normaliseHtml(sanitizeHtml(html, allowed))

const isPlain = (text: string): boolean => !/<[a-z/!]/i.test(text)

/** Line after line without a sign of HTML, characters that are not seen, and white space that HTML would fold. */
const isSimple = (paragraph: string): boolean => paragraph !== '' && !unusual.test(paragraph)
const unusual = /[&<>]|(?![ \n])[\p{C}\p{Z}]| \n|\n | {2}/u

/** One requirement per line; bullets in front of a line are dropped. */
export function toRequirements(input: string | readonly string[]): string[] {
  if (typeof input !== 'string') return [...input]
  return input
    .split('\n')
    .map((text) => text.replace(/^\s*(?:[-*•]\s+)?/, '').trim())
    .filter((text) => text !== '')
}

export function toSalary(input: CreatePosting['salary'], currency: string): Salary | null {
  if (input === null || input === undefined) return null
  if (typeof input === 'number') return { min: input, max: input, currency }
  if ('amount' in input) return { min: input.amount, max: input.amount, currency: input.currency }
  return { min: input.min, max: input.max, currency: input.currency }
}

/** The fields of the input as they are stored; a field that is not in the input is not in the answer. */
export function toContent(input: CreatePosting | EditPosting, currency: string): Partial<PostingContent> {
  const { title, description, requirements, salary, location, employmentType } = input
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description: sanitize(description) }),
    ...(requirements === undefined ? {} : { requirements: toRequirements(requirements) }),
    ...(salary === undefined ? {} : { salary: toSalary(salary, currency) }),
    ...(location === undefined ? {} : { location }),
    ...(employmentType === undefined ? {} : { employmentType }),
  }
}

/** A posting that says nothing yet. */
export const emptyContent: PostingContent = {
  title: '',
  description: '',
  requirements: [],
  salary: null,
  location: null,
  employmentType: null,
}

/** Equal for postings that a reader could not tell apart by title, location and description. */
export function contentKey({ title, location, description }: PostingContent): string {
  const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  return createHash('sha256')
    .update(JSON.stringify([fold(title), fold(location ?? ''), fold(description)]))
    .digest('base64url')
}

/** The readable fields alone, as published. */
export function contentOf(record: PostingContent): PostingContent {
  const { title, description, requirements, salary, location, employmentType } = record
  return { title, description, requirements, salary, location, employmentType }
}

/** True while the public reads something else than what is written now. */
function differsFromPublished(posting: PostingRecord): boolean {
  if (!posting.published) return false
  return JSON.stringify(contentOf(posting)) !== JSON.stringify(contentOf(posting.published))
}

/** The posting with changed content, and what follows from it. */
export function withContent(posting: PostingRecord, content: Partial<PostingContent>): PostingRecord {
  const changed = { ...posting, ...content }
  return { ...changed, contentKey: contentKey(changed), hasUnpublishedChanges: differsFromPublished(changed) }
}

/** The posting with what its document says; null: it has none. */
export const withDescription = (posting: PostingRecord, html: string | null): PostingRecord =>
  html === null || html === posting.description ? posting : withContent(posting, { description: html })
