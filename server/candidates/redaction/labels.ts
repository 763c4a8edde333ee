import { byPatterns, type Finder, type TraitKind } from './spans.ts'

/**
 * What stands beside a label: behind its colon, in the next cell of a table, or in the next line where the label stands
 * alone in its own, as cells of a Word file are read.
 * @param labels alternatives of a pattern
 * @param value what the value is made of, as a pattern
 */
export const beside = (kind: TraitKind, labels: string, value: string): Finder =>
  byPatterns(kind, [
    new RegExp(`(?<![\\p{L}\\p{N}])(?:${labels})\\s?[:：]\\s?(?<it>${value})`, 'giu'),
    new RegExp(
      `(?<=^|[\\n|\\t\\u3000])[ ]?(?:${labels})[ ]?(?:[|\\t\\u3000][ |\\t\\u3000]{0,20}|\\n\\n?)(?<it>(?=\\S)${value})`,
      'giu',
    ),
  ])
