import type { Channel } from '#protocol/applications'

/** The first that fits counts: "a friend sent me the LinkedIn post" is a referral. */
const words: readonly (readonly [Channel, RegExp])[] = [
  ['referral', /refer|friend|colleague|employee|recommend|word of mouth/],
  ['agency', /agency|recruiter|head ?hunt|staffing/],
  ['event', /fair|event|meet ?up|conference|campus|universit|school|hackathon|talk/],
  ['linkedin', /linked ?in/],
  ['job_board', /indeed|glassdoor|stepstone|monster|xing|job ?board|hacker ?news|ziprecruiter|jobs? site|job portal/],
  ['social', /twitter|facebook|instagram|mastodon|tiktok|youtube|reddit|bluesky|social|podcast|newsletter/],
  ['careers_page', /career|website|your site|company site|homepage/],
  ['search', /google|bing|duckduckgo|search/],
]

/** What somebody wrote of where they heard of the job, as one of a few words that name nobody. */
export function channelOf(source: string | null): Channel {
  const text = source?.trim().toLowerCase() ?? ''
  if (text === '') return 'unknown'
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other'
}
