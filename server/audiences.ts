import { may } from '#protocol/permissions'
import { jobOf } from './language/documents.ts'
import type { Audiences } from './realtime/audience.ts'

/** Who may see which feed entries: the same rights as over REST. */
export const audiences: Audiences = {
  user: (standing) => may(standing, 'team.read'),
  // A consultant learns of their own engagements by asking: others' are none of their business.
  engagement: (standing) => may(standing, 'team.read'),
  language: (standing, data) => {
    const jobId = jobOf(String(data['documentId']))
    return jobId !== null && may(standing, 'posting.read', jobId)
  },
  posting: (standing) => may(standing, 'posting.read'),
  template: (standing) => may(standing, 'posting.write'),
  'kit-template': (standing) => may(standing, 'posting.write'),
  // Of scorecards and notes nothing is told in the feed: who may see those is not a question of the role.
  document: (standing, data) => /^(posting|kit):/.test(String(data['documentId'])) && may(standing, 'posting.read'),
  application: (standing, data) => may(standing, 'pipeline.read', String(data['jobId'])),
  hiring: (standing) => may(standing, 'pipeline.read'),
  // Whose it is, is a question of the person: the entry says that there is one, its note is read over REST.
  reminder: (standing, data) => may(standing, 'reminder.write', String(data['jobId'])),
  feedback: (standing, data) =>
    (data['jobIds'] as unknown[]).some((jobId) => may(standing, 'feedback.write', String(jobId))),
  view: (standing, { jobId }) => may(standing, 'pipeline.read', jobId === null ? undefined : String(jobId)),
  candidate: (standing, data) =>
    (data['jobIds'] as unknown[]).some((jobId) => may(standing, 'pipeline.read', String(jobId))),
}
