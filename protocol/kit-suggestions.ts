/** A criterion as it is suggested: without ids, which it gets where it is put. */
export interface SuggestedCriterion {
  readonly name: string
  readonly weight: number
  readonly anchors: { readonly 1: string; readonly 3: string; readonly 5: string }
  readonly questions: readonly string[]
}

/**
 * What a new kit may begin with, for any kind of work: offered, never forced. The questions ask for what somebody did,
 * since that foretells better than what somebody would do; the scales describe what is heard, not who says it.
 */
export const suggestedCriteria: readonly SuggestedCriterion[] = [
  {
    name: 'Skill in the work itself',
    weight: 5,
    anchors: {
      1: 'Describes the work in general words. Cannot say how the result was reached or what was hard about it.',
      3: 'Explains how it was done and why so. Needs a hint where it leaves the usual path.',
      5: 'Explains what was tried, what failed and what was learnt. Names the limits of the own solution unasked.',
    },
    questions: [
      'Tell us about a piece of work like ours that you did yourself. What was hard about it?',
      'What would you do differently today, and how do you know?',
    ],
  },
  {
    name: 'Solving problems',
    weight: 4,
    anchors: {
      1: 'Begins with a solution. Does not ask what the problem is or for whom.',
      3: 'Finds the cause step by step and reaches something that works.',
      5: 'Asks first, weighs several ways by what they cost, and checks whether the one taken worked.',
    },
    questions: [
      'Tell us about a problem whose cause nobody knew. How did you find it?',
      'When did you have to decide although much was unknown? What did you go by?',
    ],
  },
  {
    name: 'Working with others',
    weight: 3,
    anchors: {
      1: 'Speaks of others as the reason for what went wrong. No example of having changed their mind.',
      3: 'Gives an example of listening and finding a way that both sides could live with.',
      5: 'Shows how others became better or were heard because of them, and what it took to get there.',
    },
    questions: [
      'Tell us about a time when you and a colleague saw things differently. What became of it?',
      'When did somebody help you to a better result? What did you do with their advice?',
    ],
  },
  {
    name: 'Making oneself understood',
    weight: 3,
    anchors: {
      1: 'Hard to follow, also after asking back. Uses words without saying what they mean.',
      3: 'Clear once asked. Fits the words to whoever listens.',
      5: 'Clear at once: what matters comes first, with an example, and it is checked whether it was understood.',
    },
    questions: ['Explain something from your work to us as you would to somebody who is new to it.'],
  },
  {
    name: 'Owning the result',
    weight: 3,
    anchors: {
      1: 'Did what was asked and no more. Does not know what became of it.',
      3: 'Saw it through, said early when it became difficult, and knows the result.',
      5: 'Noticed what nobody had asked for, acted on it, and can say what changed by it.',
    },
    questions: ['Tell us about something that went wrong under your hands. What did you do, and what came after?'],
  },
]
