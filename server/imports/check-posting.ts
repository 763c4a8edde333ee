import type { CellProblem } from '#protocol/imports'
import { CreatePosting } from '#protocol/postings'
import { contentKey, emptyContent, toContent } from '../postings/content.ts'
import type { PostingContent } from '../postings/repository.ts'
import { type Checked, cellReader } from './check.ts'
import { parseAmount, parseRange } from './values.ts'

/** A row as the posting it would become, or what is wrong with it. Pure. */
export function checkPosting(
  cells: readonly string[],
  mapping: readonly (string | null)[],
  { currency }: { readonly currency: string },
): Checked<PostingContent> {
  const read = cellReader(cells, mapping)
  const problems: CellProblem[] = []
  for (const [field, what] of [
    ['title', 'a title'],
    ['description', 'a description'],
  ] as const) {
    if (read.text(field) === '') problems.push(read.problem(field, what, `Write ${what} into this cell.`))
  }
  const salary = salaryOf(read, currency, problems)
  const input = {
    title: read.text('title') || 'untitled',
    description: read.text('description'),
    requirements: requirementsOf(read.text('requirements')),
    ...(salary ? { salary } : {}),
    location: read.text('location') || null,
    employmentType: read.text('employmentType') || null,
  }
  const parsed = CreatePosting.safeParse(input)
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = path[0] === 'salary' ? salaryFields.find((name) => read.text(name) !== '') : String(path[0])
    problems.push(read.problem(field ?? 'salary', 'what a posting can hold', message))
  }
  if (problems.length > 0 || !parsed.data) return { problems, value: null, key: null }
  const value = { ...emptyContent, ...toContent(parsed.data, currency) }
  return { problems, value, key: contentKey(value) }
}

const salaryFields = ['salary', 'salaryMin', 'salaryMax'] as const

const requirementsOf = (text: string): string =>
  // One cell often holds a list in one line.
  text.includes('\n') ? text : text.split(/\s*[;•|]\s*/).join('\n')

type Read = ReturnType<typeof cellReader>

function salaryOf(read: Read, fallback: string, problems: CellProblem[]) {
  const given = read.text('currency').toUpperCase()
  if (given !== '' && !/^[A-Z]{3}$/.test(given)) {
    problems.push(read.problem('currency', 'a code of three letters, like EUR', 'Write EUR, USD, GBP or another code.'))
  }
  const amountOf = (field: 'salary' | 'salaryMin' | 'salaryMax') => {
    const text = read.text(field)
    if (text === '') return null
    const amount = parseAmount(text)
    if (!amount) {
      problems.push(read.problem(field, 'a number, like 52000', 'Write the pay for a year in digits.'))
    }
    return amount
  }
  const whole = read.text('salary')
  const range = whole === '' ? null : parseRange(whole)
  if (range) return { min: range.min, max: range.max, currency: given || range.currency || fallback }
  const [one, low, high] = [amountOf('salary'), amountOf('salaryMin'), amountOf('salaryMax')]
  const [min, max] = [low ?? one ?? high, high ?? one ?? low]
  if (!min || !max) return null
  return { min: min.amount, max: max.amount, currency: given || min.currency || max.currency || fallback }
}
