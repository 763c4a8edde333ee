import { Badge } from '@mantine/core'
import type { PostingState } from '#protocol/postings'
import { stateWords } from './posting-words.ts'

/** Colour only where it means something: live, or waiting for somebody. */
const colors: Readonly<Record<PostingState, string>> = {
  draft: 'gray',
  in_review: 'violet',
  approved: 'blue',
  published: 'indigo',
  paused: 'grape',
  closed: 'gray',
  archived: 'gray',
}

export function StateBadge({ state }: { state: PostingState }) {
  return <Badge color={colors[state]}>{stateWords[state]}</Badge>
}
