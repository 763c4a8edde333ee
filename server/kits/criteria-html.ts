import { anchorMarks, type KitCriterion } from '#protocol/kits'
import { escaped } from '../coedit/rich-text/html.ts'

/** Criteria as they are read in a version of the document, by what its text may consist of; none: nothing. */
export const criteriaHtml = (criteria: readonly KitCriterion[]): string =>
  criteria.length === 0 ? '' : `<h2>Criteria</h2>${criteria.map(criterionHtml).join('')}`

function criterionHtml({ name, weight, anchors, questions }: KitCriterion): string {
  const marks = anchorMarks.filter((mark) => anchors[mark] !== '').map((mark) => `${mark}: ${anchors[mark]}`)
  const asked = questions.map(({ text }) => text)
  return `<h3>${escaped(`${name}, weight ${weight}`)}</h3>${list('ul', marks)}${list('ol', asked)}`
}

const list = (tag: 'ul' | 'ol', lines: readonly string[]): string =>
  lines.length === 0 ? '' : `<${tag}>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</${tag}>`
