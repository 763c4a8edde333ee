import type { NotificationKind } from '#protocol/notifications'

/** What each kind is about, in the order of the page. */
export const kindWords: Readonly<Record<NotificationKind, { label: string; purpose: string }>> = {
  application_received: { label: 'New applications', purpose: 'To jobs that you decide about.' },
  application_withdrawn: { label: 'Withdrawn applications', purpose: 'Somebody no longer wants the job.' },
  candidate_selected: {
    label: 'Selections',
    purpose: 'A colleague chose somebody for an interview. The team gets a mail anyway.',
  },
  review_asked: { label: 'Reviews to write', purpose: 'You are asked to rate somebody.' },
  review_revealed: { label: 'Opened scores', purpose: 'Everybody is in, and the scores can be read.' },
  reminder_due: { label: 'Reminders', purpose: 'Your own, and candidates who wait for word.' },
  interview: { label: 'Interviews', purpose: 'Booked, moved, confirmed, cancelled.' },
  posting: { label: 'Approvals', purpose: 'A posting waits for somebody who may approve it.' },
  answers_released: { label: 'What candidates say', purpose: 'New answers of at least five people.' },
  engagement: { label: 'Consultants', purpose: 'Engagements accepted, declined or ended.' },
  report: { label: 'Reports and imports', purpose: 'A scheduled report was sent, an import is finished or undone.' },
}

export const mailWords = [
  { value: 'off', label: 'No mail' },
  { value: 'daily', label: 'Daily mail' },
  { value: 'now', label: 'Mail at once' },
] as const

/** Hours of the day as a person reads them: `8:00`. */
export const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour}:00` }))
