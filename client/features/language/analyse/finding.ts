import type { Source } from './sources.ts'

/** How much it matters to readers. `high`: a demand or word that shuts people out; `low`: an offer to read better. */
export type Severity = 'high' | 'medium' | 'low'

/** What a finding is about; the panel groups by it. */
export type Theme =
  | 'gender'
  | 'age'
  | 'origin'
  | 'belief'
  | 'disability'
  | 'identity'
  | 'idiom'
  | 'barriers'
  | 'clarity'

/** Where a finding stands. Offsets count UTF-16 units from the start of the block, the title or the requirement. */
export type Place =
  | {
      readonly kind: 'text'
      readonly block: number
      readonly start: number
      readonly end: number
      /** The same range as positions in the document that the blocks were taken from. */
      readonly from: number
      readonly to: number
    }
  | { readonly kind: 'title'; readonly start: number; readonly end: number }
  | { readonly kind: 'requirement'; readonly index: number; readonly start: number; readonly end: number }
  | { readonly kind: 'document' }

/** Something that a reader might stumble over, with what to do about it. Advice, never a verdict. */
export interface Finding {
  /** Stays the same while the text around it stays the same, whatever is edited elsewhere. */
  readonly id: string
  readonly rule: string
  readonly theme: Theme
  readonly severity: Severity
  /** The words as written; of a finding about the whole text, what names it. */
  readonly quote: string
  readonly place: Place
  /** One sentence to the writer. */
  readonly message: string
  /** Why it matters, in a sentence or two. */
  readonly reason: string
  readonly source: Source
  /** Words that can stand in the place of the quote. */
  readonly alternatives: readonly string[]
}
