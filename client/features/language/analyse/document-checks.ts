import type { Finding, Severity } from './finding.ts'
import type { Balance } from './gender-balance.ts'
import type { PostingFacts } from './input.ts'
import type { Reading } from './reading.ts'
import { type Source, sources } from './sources.ts'
import type { Part } from './text.ts'

/** What the checks of the whole text look at. */
export interface Whole {
  readonly parts: readonly Part[]
  readonly facts: PostingFacts | null
  readonly balance: Balance
  readonly reading: Reading | null
  readonly words: number
}

type Check = (whole: Whole) => Finding | null

const whole = (
  rule: string,
  theme: Finding['theme'],
  severity: Severity,
  quote: string,
  message: string,
  reason: string,
  source: Source,
): Finding => ({
  id: rule,
  rule,
  theme,
  severity,
  quote,
  place: { kind: 'document' },
  message,
  reason,
  source,
  alternatives: [],
})

const amount =
  /(?:[$€£¥]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|SEK|DKK|NOK|PLN)\b)\s?\d|\d[\d.,]*\s?k?\s?(?:[€£]|(?:USD|EUR|GBP|CHF|CAD|AUD|SEK|DKK|NOK|PLN)\b)/i

const payMissing: Check = ({ parts, facts }) =>
  facts === null || facts.hasPay || parts.some(({ prose }) => amount.test(prose))
    ? null
    : whole(
        'pay-missing',
        'barriers',
        'medium',
        'pay range',
        'No pay is given; a range lets everybody start from the same place.',
        'Without one, those who negotiate less or were paid less before start lower. In the European Union candidates have a right to know the range before the interview.',
        sources.payDirective,
      )

/** From here on a list of requirements is called long. The number is ours: research gives a direction, not a limit. */
const manyRequirements = 8

const requirementsHeading =
  /\b(?:requirements?|qualifications?|what you(?:['’]ll)? (?:need|bring|have)|who you are|your profile|must[\s-]haves?|you have|skills)\b/i
const optionalHeading = /\b(?:nice to have|preferred|bonus|plus|optional|desirable|benefits|we offer|what you get)\b/i

/** Items of lists in the text that stand under a heading about requirements. */
function listedRequirements(parts: readonly Part[]): number {
  let counts = false
  let items = 0
  for (const { kind, text } of parts) {
    const introduces = kind === 'heading' || (kind === 'paragraph' && /:\s*$/.test(text))
    if (introduces) counts = requirementsHeading.test(text) && !optionalHeading.test(text)
    else if (kind === 'paragraph' && text.trim() !== '') counts = false
    else if (kind === 'item' && counts) items++
  }
  return items
}

const tooManyRequirements: Check = ({ parts, facts }) => {
  const count = Math.max(facts?.requirements.length ?? 0, listedRequirements(parts))
  if (count <= manyRequirements) return null
  return whole(
    'many-requirements',
    'barriers',
    count > manyRequirements * 1.5 ? 'medium' : 'low',
    'requirements',
    `There are ${count} requirements; keep those that are needed on the first day.`,
    'Qualified women apply less often than qualified men when it is unclear how much is really required. A short, exact list narrows the gap.',
    sources.whetherToApply,
  )
}

const must = /\b(?:must|required|essential|mandatory|non-negotiable)\b/gi
/** So many in one text read as a fence. Ours. */
const manyMusts = 6

const mustHeavy: Check = ({ parts }) => {
  const count = parts.reduce((sum, { prose }) => sum + (prose.match(must)?.length ?? 0), 0)
  if (count < manyMusts) return null
  return whole(
    'many-musts',
    'barriers',
    'low',
    'must',
    `“Must”, “required” and the like stand here ${count} times; say once what is needed and leave the rest as wishes.`,
    'Readers take a demand at its word. What is only wished for keeps qualified people from applying when it is worded as a condition.',
    sources.whetherToApply,
  )
}

const masculineSkew: Check = ({ balance }) => {
  const { masculine, feminine, masculineWords } = balance
  if (masculine < 4 || masculine < 2 * (feminine + 1)) return null
  return whole(
    'masculine-balance',
    'gender',
    'medium',
    'balance of words',
    `${masculine} words read as masculine and ${feminine} as feminine; a few of “${masculineWords.slice(0, 3).join('”, “')}” can go.`,
    'Postings with mostly masculine-coded words appeal less to women, who expect to belong less. Single words are innocent; the sum is felt.',
    sources.gaucher,
  )
}

/** Grades above which a posting is called hard, and very hard, to read. Ours. */
const hardGrade = 13
const veryHardGrade = 16

const hardToRead: Check = ({ reading }) => {
  if (reading === null || reading.grade < hardGrade) return null
  return whole(
    'reading-level',
    'clarity',
    reading.grade >= veryHardGrade ? 'medium' : 'low',
    'reading level',
    `It reads at grade ${Math.round(reading.grade)}; shorter sentences and plainer words let more people follow.`,
    'The Flesch-Kincaid grade estimates the years of schooling that a text asks for. People who read in a second language, or quickly on a phone, gain most.',
    sources.kincaid,
  )
}

const checks: readonly Check[] = [payMissing, tooManyRequirements, mustHeavy, masculineSkew, hardToRead]

/** A text that has barely begun lacks everything: then there is nothing to say about the whole. */
const fewestWords = 40

export const checkWhole = (about: Whole): Finding[] =>
  about.words < fewestWords
    ? []
    : checks.flatMap((check) => {
        const finding = check(about)
        return finding ? [finding] : []
      })
