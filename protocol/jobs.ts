import { z } from 'zod'

/** Work that follows a commit, by name: payloads between the outbox and the workers; blanked once the work is done. */
export const jobs = {
  /** Send one mail: a template and what fills it (a link's secret among it, so the payload is blanked after sending). */
  'send-mail': z.object({
    to: z.string(),
    template: z.enum([
      'verify-email',
      'password-reset',
      'second-factor-removed',
      'invitation',
      'engagement-invitation',
      'engagement-answered',
      'engagement-ended',
      'engagement-left',
      'unread-messages',
      'application-received',
      'application-update',
      'candidate-selected',
      'answer-asked',
      'notification',
      'notification-digest',
      'webhook-disabled',
      'alert-confirm',
      'job-alert',
      'data-link',
      'saved-report',
      'saved-report-empty',
      'interview-candidate',
      'interview-interviewer',
    ]),
    data: z.record(z.string(), z.string()),
  }),
  /** Something follows from entries of a feed: people are told, webhooks are called, job alerts are sent. */
  'follow-entries': z.object({ stream: z.string(), seqs: z.array(z.number()) }),
  /** A posting was published at `at` (ISO 8601): tell those who asked by then to hear of such, each once. */
  'send-alerts': z.object({ employerId: z.string(), jobId: z.string(), at: z.string() }),
  /** Mail a published posting to one subscriber, if it is still public and they still want to hear. */
  'tell-alert': z.object({ jobId: z.string(), subscriberId: z.string() }),
  /** Mail one notification to its person at once, if they may still see what it is about. */
  'tell-notification': z.object({ notificationId: z.string() }),
  /** Reviewers were asked days ago, by the entry `cause`: say whose ratings are overdue, if any are. */
  'remind-reviewers': z.object({ applicationId: z.string(), cause: z.string() }),
  /** Call one webhook about one entry. */
  'deliver-webhook': z.object({ deliveryId: z.string() }),
  /** Tell somebody by mail of messages that they have not read, unless they have by then. */
  'tell-unread': z.object({ conversationId: z.string(), userId: z.string(), firstSeq: z.number() }),
  /** Remove an uploaded file, unless a message names it by now. */
  'discard-upload': z.object({ attachmentId: z.string(), fileId: z.string() }),
  /** Remove a résumé that was sent up, unless an application took it by now. */
  'discard-resume': z.object({ resumeId: z.string(), fileId: z.string() }),
  /** Somebody was erased: remove the texts about them that people wrote together, and mail that is kept. */
  'erase-traces': z.object({ to: z.string(), applicationIds: z.array(z.string()) }),
  /**
   * Somebody was erased at `at` (ISO 8601): empty copies that no transaction reaches, such as rows of imports, files
   * that were made, first answers, and mail to others that is kept.
   */
  'erase-copies': z.object({
    employerId: z.string(),
    candidateId: z.string(),
    applicationIds: z.array(z.string()),
    name: z.string(),
    email: z.string(),
    at: z.string(),
  }),
  /** After the undo window: tell the candidate where the application stands, and ask how it was, unless it was undone. */
  'tell-candidate': z.object({ applicationId: z.string(), version: z.number() }),
  /** When an interview is over, or after a decision that no mail tells of: ask the candidate how it was, once for each. */
  'offer-answer': z.object({ applicationId: z.string(), cause: z.enum(['interview', 'decision']) }),
  /** After the undo window: tell a colleague of a selection, unless it was taken back. `at`: since when it holds, ISO 8601. */
  'tell-selection': z.object({ applicationId: z.string(), userId: z.string(), at: z.string() }),
  /** Make a report that somebody waits for. */
  'run-report': z.object({ runId: z.string() }),
  /** Remove the file of a report after the time for which it is kept. */
  'discard-report': z.object({ runId: z.string() }),
  /** Mail a saved report to one person, if they may still read it. */
  'send-report': z.object({ sendingId: z.string() }),
  /** Make the archive of everything an employer owns. */
  'make-archive': z.object({ archiveId: z.string() }),
  /** Take an archive into an employer that has nothing yet. */
  'take-in-archive': z.object({ archiveId: z.string() }),
  /** Remove an archive after the time for which it is kept. */
  'discard-archive': z.object({ archiveId: z.string() }),
  /** Remove the file of an import after the time for which it is kept. */
  'discard-import': z.object({ fileId: z.string() }),
  /**
   * Tell one party of an interview: `invited` to it, `moved`, `cancelled`, `declined` by the candidate, `removed` from
   * its panel, `offered` times to choose from, or a `reminder`. One that was followed by another is left out.
   */
  'tell-interview': z.object({
    interviewId: z.string(),
    to: z.enum(['candidate', 'interviewer']),
    /** Of the interviewer. */
    userId: z.string().nullable(),
    about: z.enum(['offered', 'invited', 'moved', 'cancelled', 'declined', 'removed', 'reminder']),
    sequence: z.number(),
    /** When it was to begin for whoever is removed (ISO 8601): the others may meet at another time. */
    was: z.string().optional(),
  }),
  /**
   * After the undo window: cancel what is planned with somebody who was rejected, unless that was undone. `at` (ISO 8601):
   * when they were, since a rejection after an undone one has a window of its own; left out by older versions.
   */
  'close-interviews': z.object({ applicationId: z.string(), at: z.string().optional() }),
  /** Take somebody who left the company off the interviews to come. */
  'leave-interviews': z.object({ employerId: z.string(), userId: z.string() }),
  /** A company asks more of who signs in: end the sessions that reach it all the same. `userId` null: everybody's. */
  'end-short-sessions': z.object({ employerId: z.string(), userId: z.string().nullable() }),
  /** The days within which candidates of a posting hear were changed: set the timers of its applications anew. */
  'retime-reminders': z.object({ employerId: z.string(), jobId: z.string() }),
}
export type JobName = keyof typeof jobs
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]>
