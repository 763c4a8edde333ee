import type { Comment, Suggestion } from '#protocol/coedit'
import type { Range } from './anchor.ts'

/** What stands beside the text: a comment with its replies, or other words for a piece of it. */
export type Remark = (Comment & { readonly kind: 'comment' }) | (Suggestion & { readonly kind: 'suggestion' })

export const isOpen = (remark: Remark): boolean =>
  remark.kind === 'comment' ? remark.resolvedBy === null : remark.state === 'pending'

export const toRemarks = (comments: readonly Comment[], suggestions: readonly Suggestion[]): readonly Remark[] => [
  ...comments.map((comment) => ({ ...comment, kind: 'comment' as const })),
  ...suggestions.map((suggestion) => ({ ...suggestion, kind: 'suggestion' as const })),
]

/** In the order of the text; those whose words are gone come last, oldest first. */
export function inReadingOrder(remarks: readonly Remark[], places: ReadonlyMap<string, Range>): readonly Remark[] {
  const placeOf = ({ id }: Remark) => places.get(id)?.from ?? Number.POSITIVE_INFINITY
  return remarks.toSorted((a, b) => {
    const [one, other] = [placeOf(a), placeOf(b)]
    return one === other ? a.at.localeCompare(b.at) : one - other
  })
}
