/** Building blocks from which the applications for one kind of work are put together. */
export interface Craft {
  readonly summaries: readonly string[]
  /** Occupations held before. */
  readonly roles: readonly string[]
  /** What was done there. */
  readonly deeds: readonly string[]
  readonly degrees: readonly string[]
  readonly skills: readonly string[]
  readonly questions: readonly Question[]
  /** What a conversation about this work goes into: completes "asked about …". */
  readonly topics: readonly string[]
}

export interface Question {
  readonly question: string
  /** `{given}`, `{city}` and `{years}` are filled in. */
  readonly answers: readonly string[]
}

/** Asked of everybody. */
export const start: Question = {
  question: 'When could you start, and is there anything you need from us for a fair conversation?',
  answers: [
    'My notice is one month. I need nothing special.',
    'Two months after signing. I would be glad to have the questions in writing beforehand.',
    'Straight away. Mornings are difficult because of the school run; any time after ten is good.',
    'In six weeks. I use a hearing aid, so a quiet room or captions help.',
    'At the start of next quarter. I am in {city} and can travel for a day.',
    'Within three weeks. My phone is the safest way to reach me, {phone}.',
    'I am flexible. I have a long way from {city}, so a first call by video would be kind.',
    'After my parental leave, in about ten weeks. Please call me {given}, everybody does.',
  ],
}
