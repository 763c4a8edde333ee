import { type CellProblem, type Import, type ImportKind, importFields } from '#protocol/imports'
import { counted } from '../../ui/counted.ts'

interface KindWords {
  readonly one: string
  readonly many: string
  /** What a file has to hold. */
  readonly needs: string
  /** What is made of a row. */
  readonly becomes: string
  /** What undoing did to it. */
  readonly undone: string
}

export const kindWords: Readonly<Record<ImportKind, KindWords>> = {
  postings: {
    ...{ one: 'posting', many: 'postings' },
    needs: 'a title and a description',
    becomes: 'Each row becomes a draft, which nobody outside sees until you publish it.',
    undone: 'in the bin',
  },
  candidates: {
    ...{ one: 'candidate', many: 'candidates' },
    needs: 'a name, an e-mail address, and the title of a published posting unless you choose one for all',
    becomes: 'Each row becomes an application on the board of its posting. Candidates get no mail about it.',
    undone: 'withdrawn',
  },
}

/** `1 posting`, `2,000 postings` */
export const countedOf = (count: number, kind: ImportKind): string =>
  counted(count, kindWords[kind].one, kindWords[kind].many)

/** What a column can be taken for, in the order of the form. */
export const fieldChoices = (kind: ImportKind): { value: string; label: string }[] =>
  Object.entries(importFields[kind]).map(([value, { label, required }]) => ({
    value,
    label: required ? `${label} (needed)` : label,
  }))

export const delimiterWords: Readonly<Record<Import['delimiter'], string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
}

export const problemWords = ({ found, expected, fix }: CellProblem): string =>
  found === 'nothing' ? `Missing: ${expected}. ${fix}` : `Found ${found}, expected ${expected}. ${fix}`

/** The rows that are not, or were not, imported, as what they are downloaded as. */
export const leftWords = (left: number, { state }: Pick<Import, 'state'>): string =>
  state === 'ready'
    ? `Download the other ${left === 1 ? 'row' : counted(left, 'row')}`
    : `Download the ${left === 1 ? 'row' : counted(left, 'row')} not imported`

/** What of a file waits for somebody, and what one can do. */
function readyWords({ rows, good, bad, skipped }: Import['counts']): string {
  if (rows === 0) return 'There are no rows in this file.'
  if (good === rows) return rows === 1 ? 'The one row can be imported.' : `All ${counted(rows, 'row')} can be imported.`
  const can = `${good === 0 ? 'None' : good.toLocaleString('en-GB')} of ${counted(rows, 'row')} can be imported.`
  const out = skipped === 0 ? '' : ` ${skipped.toLocaleString('en-GB')} ${skipped === 1 ? 'is' : 'are'} left out.`
  if (bad === 0) return can + out
  const [it, them] = bad === 1 ? ['1 has a problem', 'it'] : [`${bad.toLocaleString('en-GB')} have problems`, 'them']
  const ways = good === 0 ? ` or leave ${them} out` : `, leave ${them} out, or import the rest without ${them}`
  return `${can}${out} ${it}: correct ${them} below${ways}.`
}

/** Where an import stands, in a sentence. */
export function standWords({ state, kind, counts }: Import): string {
  const { imported, undone, kept, rows, good } = counts
  switch (state) {
    case 'ready':
      return readyWords(counts)
    case 'committing':
      return `Importing ${countedOf(good, kind)}. You can leave this page: it goes on.`
    case 'finished': {
      const left = rows - imported
      const others = left === 0 ? '' : ` ${counted(left, 'row')} ${left === 1 ? 'was' : 'were'} not.`
      return `${countedOf(imported, kind)} imported${kind === 'postings' && imported > 0 ? (imported === 1 ? ', as a draft' : ', as drafts') : ''}.${others}`
    }
    case 'undoing':
      return 'Undoing the import. You can leave this page: it goes on.'
    case 'undone': {
      const removed = `Undone: ${countedOf(undone, kind)} ${undone === 1 ? 'is' : 'are'} ${kindWords[kind].undone}.`
      const changed = kept === 1 ? 'it' : 'them'
      return kept === 0
        ? removed
        : `${removed} ${countedOf(kept, kind)} stayed, because somebody changed ${changed} since.`
    }
  }
}
