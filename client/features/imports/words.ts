import { type CellProblem, type Import, type ImportKind, importFields } from '#protocol/imports'
import { counted } from '../../ui/counted.ts'

export const kindWords: Readonly<Record<ImportKind, { readonly one: string; readonly many: string }>> = {
  postings: { one: 'posting', many: 'postings' },
  candidates: { one: 'candidate', many: 'candidates' },
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
  `Found ${found}, expected ${expected}. ${fix}`

/** Where an import stands, in a sentence. */
export function standWords({ state, kind, counts }: Import): string {
  const { imported, undone, kept, rows, good, bad } = counts
  switch (state) {
    case 'ready':
      return bad === 0
        ? `${rows === 1 ? 'The one row is' : `All ${rows.toLocaleString('en-GB')} rows are`} right.`
        : `${good.toLocaleString('en-GB')} of ${counted(rows, 'row')} ${good === 1 ? 'is' : 'are'} right.`
    case 'committing':
      return `Taking over ${countedOf(good, kind)}. You can leave this page: it goes on.`
    case 'finished':
      return `${countedOf(imported, kind)} ${imported === 1 ? 'is' : 'are'} taken over.`
    case 'undoing':
      return 'Taking it back. You can leave this page: it goes on.'
    case 'undone':
      return kept === 0
        ? `Undone: ${countedOf(undone, kind)} taken back.`
        : `Undone: ${countedOf(undone, kind)} taken back. ${countedOf(kept, kind)} stayed, because somebody changed them since.`
  }
}
