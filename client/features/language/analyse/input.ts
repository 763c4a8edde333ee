/** A paragraph, heading or list item. Every character of `text` is one position of the document, from `from` on. */
export interface Block {
  readonly text: string
  readonly from: number
  readonly kind: 'heading' | 'item' | 'paragraph'
  /** Ranges that are not prose, such as code: [start, end) in `text`. */
  readonly skip?: readonly (readonly [start: number, end: number])[]
}

/** What the posting says outside its description. */
export interface PostingFacts {
  readonly title: string
  readonly hasPay: boolean
  readonly requirements: readonly string[]
}

export interface AnalysisInput {
  readonly blocks: readonly Block[]
  /** Null: the text belongs to no posting, such as a template or a kit; then nothing is expected of it. */
  readonly facts: PostingFacts | null
}
