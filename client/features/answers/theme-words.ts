import type { AnswerTheme } from '#protocol/answers'

export const themeWords: Readonly<Record<AnswerTheme, string>> = {
  communication: 'Being kept informed',
  speed: 'How long it took',
  clarity: 'Knowing what comes next',
  respect: 'How people were treated',
  interview: 'The interview',
  task: 'The task or test',
  fairness: 'Fairness',
  access: 'Accessibility',
  pay: 'Openness about pay',
}
