/** What is known about a new employer's progress. */
export interface Progress {
  readonly postings: number
  readonly everPublished: boolean
  readonly colleagues: number
  readonly invitations: number
  readonly applications: number
}

export interface Step {
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly isDone: boolean
}

/** Five steps to a running company; each is ticked by what was really done, never by hand. */
export function stepsOf(progress: Progress): readonly Step[] {
  return [
    { id: 'confirm', title: 'Confirm your address', detail: 'Done when you opened the mailed link.', isDone: true },
    {
      id: 'posting',
      title: 'Write your first posting',
      detail: 'A title and a few lines are enough to begin.',
      isDone: progress.postings > 0,
    },
    {
      id: 'invite',
      title: 'Invite a colleague',
      detail: 'Hiring is better with a second pair of eyes.',
      isDone: progress.colleagues > 1 || progress.invitations > 0,
    },
    {
      id: 'publish',
      title: 'Publish it',
      detail: 'It appears on your careers page within a second.',
      isDone: progress.everPublished,
    },
    {
      id: 'application',
      title: 'Receive the first application',
      detail: 'Share the careers page; the candidate shows up here by itself.',
      isDone: progress.applications > 0,
    },
  ]
}
