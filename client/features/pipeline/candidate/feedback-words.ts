import type { Theme } from '#protocol/feedback'

export const themeWords: Readonly<Record<Theme, string>> = {
  experience: 'Experience',
  problem_solving: 'Problem solving',
  craft: 'Craft',
  communication: 'Communication',
  collaboration: 'Collaboration',
  ownership: 'Ownership',
  motivation: 'Motivation',
  preparation: 'Preparation',
}

/** Best first. */
export const ratingWords = [
  [5, 'Outstanding'],
  [4, 'Strong'],
  [3, 'Solid'],
  [2, 'Weak'],
  [1, 'Not for this job'],
] as const
