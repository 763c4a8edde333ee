/** What each figure counts, in the words that people read beside it. */
export const definitions = {
  applications: 'Applications that arrived, whatever became of them.',
  viewRate: 'Viewed: the share of all applications that somebody of the team has opened.',
  interviewRate:
    'Interviewed: the share of all applications that were in a stage of kind interview, or whose interview took place.',
  pipeline: 'Active applications by the kind of stage that they are in now.',
  outcomes: 'All applications by where they stand now.',
  funnel:
    'Applications that got at least as far as a kind of stage. Pass-through is the share that went on of those who do not wait there any more. A move that was taken back within ten seconds does not count.',
  timeInStage: 'How long applications waited in stages of a kind, of those that have left it. Half waited no longer.',
  timeToHire: 'From the application to the hire, of those who are hired now.',
  firstView: 'From the application until somebody of the team first opened it.',
  firstAnswer: 'From the application until the team first moved, selected, held or rejected it.',
  decision: 'From the application to the hire or the rejection, of those that are decided now.',
  schedulingDelay: 'From the selection for interviews until the first interview was booked.',
  reviewerAgreement:
    'Of all pairs of scores that two reviewers gave for the same criterion, how many are at most one step apart: the mean of the panels that are revealed.',
  sources: 'Applications by where they came from, as candidates say; how many of each were interviewed and hired.',
  weeks: 'Applications by the week in which they arrived, and how many of them were interviewed and hired until now.',
} as const
