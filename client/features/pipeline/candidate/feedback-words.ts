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

export const processWords = [
  [5, 'Very well'],
  [4, 'Well'],
  [3, 'So so'],
  [2, 'Badly'],
  [1, 'Very badly'],
] as const
