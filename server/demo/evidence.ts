import type { Recommendation } from '#protocol/scorecards'

export type Band = 'low' | 'middle' | 'high'

/**
 * What reviewers wrote down, by the criterion's name and by how high they rated. `{topic}` becomes something from the
 * craft of the posting, so that a technician is not asked about invoices.
 */
export const evidence: Readonly<Record<string, Readonly<Record<Band, readonly string[]>>>> = {
  'Skill in the work itself': {
    low: [
      'Asked about {topic}. The answer stayed with general words; no step of the work was named after two follow-ups.',
      'Took {topic} as the example, but could not say which part was their own.',
      'On {topic}: knew the usual tool, not why it is used. Left the harder half of the question open.',
    ],
    middle: [
      'Explained {topic} step by step and why so. Needed one hint when the usual way did not work.',
      'Sound account of {topic}. Named what was hard; what they would do differently came only when asked.',
      'Described {topic} in the right order, with figures. Less sure about the edge of it.',
    ],
    high: [
      'On {topic}: said what was tried first, why that failed, and how they knew that the second way worked.',
      'Named the limits of their own solution to {topic} before we asked, and what it would cost to remove them.',
      'Went into {topic} in depth, drew it for us, and found a weak point in our own way of doing it.',
    ],
  },
  'Solving problems': {
    low: [
      'Began with a solution for {topic}. Did not ask for whom it is a problem.',
      'Given {topic} as a case: changed three things at once and could not tell which one helped.',
    ],
    middle: [
      'Found the cause of {topic} one step after the other. Weighed one other way when we asked.',
      'Worked from what was known about {topic} to something that works. Did not check it afterwards.',
      'Good questions on {topic} after a short silence; settled on the first cause that fitted.',
    ],
    high: [
      'Asked four questions about {topic} before saying anything. Ruled two causes out with one measurement.',
      'Compared two ways to deal with {topic} by cost and by what happens if they fail, then said how to check.',
      'Noticed that {topic} was a symptom, said so, and went for what lies under it.',
    ],
  },
  'Working with others': {
    low: [
      'Told {topic} as a story about what colleagues did wrong. No example of having changed their mind.',
      'Asked who else worked on {topic}: "mostly me". Could not say what the others thought of the result.',
    ],
    middle: [
      'Disagreed with a colleague over {topic}, listened, and found a way that both could live with.',
      'Asked for help with {topic} in time and used it. Did not come back to say how it ended.',
    ],
    high: [
      'On {topic}: brought the quietest person in the room in, and gave them the credit by name.',
      'Changed their mind about {topic} because of a junior colleague, and told us what the argument was.',
      'Two teams had stopped talking over {topic}; set up half an hour a week that both still keep.',
    ],
  },
  'Making oneself understood': {
    low: [
      'Hard to follow on {topic}, also after asking back. Abbreviations without saying what they mean.',
      'Explained {topic} to us as to a specialist, although the exercise said: somebody new.',
    ],
    middle: [
      'Clear about {topic} once we asked for an example.',
      'Explained {topic} well; did not check whether we had understood.',
      'Started {topic} at the end, noticed it, and began again in order.',
    ],
    high: [
      'Explained {topic} with one picture and one number. Asked us to say it back.',
      'What matters about {topic} came first, in one sentence; the details followed when we wanted them.',
      'Chose other words for {topic} when one of us looked lost, without being asked.',
    ],
  },
  'Owning the result': {
    low: [
      'Did what was asked in {topic} and no more. Does not know what became of it.',
      'When {topic} went wrong, waited until somebody noticed.',
    ],
    middle: [
      'Saw {topic} through, and said early that it would take longer.',
      'Knows how {topic} ended and what it saved. What came after was for others.',
    ],
    high: [
      'Told us about a mistake of their own in {topic}, what it cost, and the check that has stood there since.',
      'Noticed {topic} without being asked, acted on it, and could say what changed by it.',
      'Came back to {topic} three months later to see whether it had held. It had not, and they said why.',
    ],
  },
}

export const conclusions: Readonly<Record<Recommendation, readonly string[]>> = {
  'strong-no': [
    'The core of the work is missing. {topic}, as told here, would be ours to carry.',
    'Too little that we could hold on to, in any criterion. I would tell them kindly what we looked for.',
  ],
  no: [
    'Good in parts. For this role we need more depth than {topic} showed.',
    'Could grow into it with a mentor, whom we do not have this year.',
    'The examples are a size smaller than what waits here. Worth another look in a year.',
  ],
  yes: [
    'Does the work, and says what they do not know. {topic} convinced me.',
    'Solid throughout; the gaps are such as we can teach in the first months.',
    'I would like to work with them. The open point is pace, and the trial period answers that.',
  ],
  'strong-yes': [
    'Better at {topic} than we are. I would make the offer this week.',
    'Every answer had an example, a number and what came after. No doubts.',
    'Raises the bar for the team, in the work and in how it is talked about.',
  ],
}
