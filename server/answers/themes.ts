import { AnswerTheme } from '#protocol/answers'

/** Words by which a theme is recognised where nobody chose it. Whole words, any case. */
const words: Readonly<Record<AnswerTheme, RegExp>> = {
  communication:
    /\b(communicat\w*|heard (?:back|nothing)|reply|replied|replies|responded|response|updates?|ghosted|contact(?:ed)?|informed)\b/i,
  speed:
    /\b(fast|quick(?:ly)?|slow(?:ly)?|wait(?:ed|ing)?|delay(?:ed|s)?|weeks?|months?|took (?:too )?long|prompt(?:ly)?)\b/i,
  clarity: /\b(clear(?:ly)?|unclear|confus\w*|vague|transparen\w*|knew what|expect(?:ed|ations?)|explain(?:ed)?)\b/i,
  respect: /\b(respect\w*|kind(?:ly|ness)?|friendly|rude|welcom\w*|polite|dismiss\w*|listened|warm)\b/i,
  interview: /\b(interview\w*|panel|questions?|conversation|call)\b/i,
  task: /\b(task|assignment|exercise|take-?home|homework|test|unpaid work|case study)\b/i,
  fairness: /\b(fair(?:ly|ness)?|unfair(?:ly)?|bias\w*|discriminat\w*|blind|equal(?:ly)?|prejudice\w*)\b/i,
  access: /\b(accessib\w*|accommodat\w*|wheelchair|screen ?reader|captions?|sign language|adjustments?)\b/i,
  pay: /\b(pay|salary|compensation|wages?|money|benefits)\b/i,
}

interface Said {
  readonly text: string
  readonly good: readonly AnswerTheme[]
  readonly bad: readonly AnswerTheme[]
}

export interface ThemeCount {
  readonly theme: AnswerTheme
  /** Chosen as what went well … */
  readonly good: number
  /** … and as what did not. */
  readonly bad: number
  /** Answers that chose it either way or speak of it in their words. */
  readonly mentions: number
}

/** How often each theme comes up, those that do; the most frequent first. Pure. */
export function countThemes(said: readonly Said[]): ThemeCount[] {
  return AnswerTheme.options
    .map((theme) => ({
      theme,
      good: said.filter(({ good }) => good.includes(theme)).length,
      bad: said.filter(({ bad }) => bad.includes(theme)).length,
      mentions: said.filter(
        ({ text, good, bad }) => good.includes(theme) || bad.includes(theme) || words[theme].test(text),
      ).length,
    }))
    .filter(({ mentions }) => mentions > 0)
    .sort((a, b) => b.mentions - a.mentions)
}
