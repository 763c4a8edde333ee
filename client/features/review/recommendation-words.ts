import type { Recommendation } from '#protocol/scorecards'

export const recommendationWords: Readonly<Record<Recommendation, string>> = {
  'strong-no': 'Strong no',
  no: 'No',
  yes: 'Yes',
  'strong-yes': 'Strong yes',
}
