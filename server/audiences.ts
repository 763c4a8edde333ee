import { may } from '#protocol/permissions'
import { jobOf } from './language/documents.ts'
import type { Audiences } from './realtime/audience.ts'

/** Who may see which feed entries: the same rights as over REST. */
export const audiences: Audiences = {
  employer: (standing) => may(standing, 'posting.read'),
  user: (standing) => may(standing, 'team.read'),
  // Whoever reads a name somewhere: the entry does not say it.
  person: (standing) => may(standing, 'posting.read'),
  // A consultant learns of their own engagements by asking: others' are none of their business.
  engagement: (standing) => may(standing, 'team.read'),
  language: (standing, data) => {
    const jobId = jobOf(String(data['documentId']))
    return jobId !== null && may(standing, 'posting.read', jobId)
  },
  posting: (standing) => may(standing, 'posting.read'),
  template: (standing) => may(standing, 'posting.write'),
  'kit-template': (standing) => may(standing, 'posting.write'),
  document: (standing, data) => {
    const documentId = String(data['documentId'])
    if (/^(posting|kit):/.test(documentId)) return may(standing, 'posting.read')
    // That a panel's text was commented on, and nothing of it. Of notes nothing is told: they are one person's.
    const isPanel = documentId.startsWith('scorecard:') && standing.role !== 'consultant'
    return isPanel && may(standing, 'scorecard.read', String(data['jobId']))
  },
  // Counts alone; what was said is asked for over REST, where it is sealed.
  // Which colleagues are late is not a consultant's business.
  scorecard: (standing, data) =>
    may(standing, 'scorecard.read', String(data['jobId'])) &&
    !(data['userIds'] !== undefined && standing.role === 'consultant'),
  application: (standing, data) => may(standing, 'pipeline.read', String(data['jobId'])),
  // That there is one, or what became of it: what it says is asked for over REST.
  report: (standing) => may(standing, 'figures.read'),
  import: (standing) => may(standing, 'posting.write'),
  hiring: (standing) => may(standing, 'pipeline.read'),
  // Whose it is, is a question of the person: the entry says that there is one, its note is read over REST.
  reminder: (standing, data) => may(standing, 'reminder.write', String(data['jobId'])),
  interview: (standing, data) => may(standing, 'interview.read', String(data['jobId'])),
  room: (standing) => may(standing, 'interview.read'),
  // What candidates say comes in batches of many people, and is no job's.
  feedback: (standing, data) =>
    data['jobIds'] === undefined
      ? may(standing, 'figures.read')
      : (data['jobIds'] as unknown[]).some((jobId) => may(standing, 'feedback.write', String(jobId))),
  response: (standing) => may(standing, 'figures.read'),
  view: (standing, { jobId }) => may(standing, 'pipeline.read', jobId === null ? undefined : String(jobId)),
  candidate: (standing, data) =>
    (data['jobIds'] as unknown[]).some((jobId) => may(standing, 'pipeline.read', String(jobId))),
}
