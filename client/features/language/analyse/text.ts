import type { Place } from './finding.ts'
import type { AnalysisInput, Block } from './input.ts'

/** One stretch of prose: a block of the description, the title or a requirement. */
export interface Part {
  readonly text: string
  /** `text` with what is not prose replaced by spaces of the same length. */
  readonly prose: string
  readonly kind: Block['kind'] | 'title' | 'requirement'
  readonly placeOf: (start: number, end: number) => Place
}

/** Addresses, mail addresses, file paths and handles are names: nobody can reword them. */
const names =
  /(?:https?:\/\/|www\.)[^\s<>"”)\]]+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+|(?<![\p{L}\p{N}])[@#][\p{L}\p{N}_-]+|\b[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:com|org|net|io|dev|edu|gov|eu|co|uk|de|fr|nl|ai|app|js|py|ts)(?:\/[^\s<>"”)\]]*)?/giu

const blank = (text: string): string => ' '.repeat(text.length)

function proseOf(text: string, skip: NonNullable<Block['skip']> = []): string {
  let prose = text
  for (const [start, end] of skip) prose = prose.slice(0, start) + blank(prose.slice(start, end)) + prose.slice(end)
  return prose.replace(names, blank)
}

/** The parts in the order in which a reader meets them. */
export function partsOf({ blocks, facts }: AnalysisInput): Part[] {
  const title = facts?.title ?? ''
  return [
    ...(title === ''
      ? []
      : [part(title, 'title', (start: number, end: number): Place => ({ kind: 'title', start, end }))]),
    ...blocks.map(({ text, from, kind, skip }, block) =>
      part(text, kind, (start, end) => ({ kind: 'text', block, start, end, from: from + start, to: from + end }), skip),
    ),
    ...(facts?.requirements ?? []).map((text, index) =>
      part(text, 'requirement', (start, end) => ({ kind: 'requirement', index, start, end })),
    ),
  ]
}

const part = (text: string, kind: Part['kind'], placeOf: Part['placeOf'], skip?: Block['skip']): Part => ({
  text,
  prose: proseOf(text, skip),
  kind,
  placeOf,
})
