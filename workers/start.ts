import type { Db, MongoClient } from 'mongodb'
import type { JobName } from '#protocol/jobs'
import { sendAlerts } from '../server/alerts/send-alerts.ts'
import { createBooks } from '../server/analytics/keep-books.ts'
import { askAfterInterviews } from '../server/answers/interview-ends.ts'
import { markDue } from '../server/applications/reminders/mark-due.ts'
import { retimeReminders } from '../server/applications/reminders/retime.ts'
import { noteUnread } from '../server/chat/note-unread.ts'
import { tellDue } from '../server/chat/tell-unread.ts'
import { type Config, isOnlyForThisMachine } from '../server/config.ts'
import { workImports } from '../server/imports/run-import.ts'
import { closeInterviews } from '../server/interviews/cancel-planned.ts'
import { guardedFetch } from '../server/interviews/external/guarded-fetch.ts'
import { refreshCalendars } from '../server/interviews/external/refresh.ts'
import { leaveInterviews } from '../server/interviews/leave-interviews.ts'
import { remindOfInterviews } from '../server/interviews/remind.ts'
import type { SharedJournal } from '../server/journal/journal.ts'
import type { Log } from '../server/log.ts'
import { followEntries } from '../server/notifications/follow-entries.ts'
import { sendDigests } from '../server/notifications/inbox/digest.ts'
import type { News } from '../server/notifications/news.ts'
import { type MailConfig, mailFolderOf, openMailTransport } from '../server/notifications/open-transport.ts'
import { deliver } from '../server/notifications/webhooks/deliver.ts'
import { createRenderPdf } from '../server/reports/pdf/render-pdf.ts'
import { queueDueReports } from '../server/reports/saved/queue-sendings.ts'
import { unasked } from '../server/request-id.ts'
import { remindReviewers } from '../server/scorecards/remind-reviewers.ts'
import { timeNow } from '../server/store/clock.ts'
import type { LinkSecrets } from '../server/store/link-key.ts'
import { ensureIndexes } from '../server/store/mongo.ts'
import { type OutboxRow, outboxPlan } from '../server/store/outbox.ts'
import { removeShortSessions } from '../server/team/security/end-short-sessions.ts'
import { jobsPlan } from './agenda-repository.ts'
import { archiveJobs } from './archive-jobs.ts'
import { defaultRetries, type RetryPolicy } from './back-off.ts'
import { discardImport } from './discard-import.ts'
import { discardResume } from './discard-resume.ts'
import { discardUpload } from './discard-upload.ts'
import { startDispatcher } from './dispatcher.ts'
import { eraseCopies } from './erase-copies.ts'
import { eraseTraces } from './erase-traces.ts'
import { askAlong, offerAnswer } from './offer-answer.ts'
import { openQueue } from './queue.ts'
import { repeat } from './repeat.ts'
import { reportJobs } from './report-jobs.ts'
import { createRowRunner, type Handlers } from './run-row.ts'
import { sendMail } from './send-mail.ts'
import { tellAlert } from './tell-alert.ts'
import { tellByMail } from './tell-by-mail.ts'
import { tellCandidate } from './tell-candidate.ts'
import { tellInterview } from './tell-interview.ts'

export interface WorkerParts {
  readonly client: MongoClient
  readonly db: Db
  /** For work that writes entries. */
  readonly journal: SharedJournal
  readonly config: MailConfig &
    Partial<Pick<Config, 'WEBHOOKS_TO_PRIVATE' | 'CALENDAR_PRIVATE_HOSTS' | 'PUBLIC_URL' | 'HOST'>>
  readonly log: Log
  /** Where people reach ClearView; asked for each mail, since a server may learn its port only when it listens. */
  readonly publicUrl: () => string
  /** From which the links of candidates are derived. */
  readonly links: LinkSecrets
  /** What people are told of. */
  readonly news: News
  readonly retries?: RetryPolicy
  /** Milliseconds after which the job of a dead worker goes on in another. */
  readonly lockLifetime?: number
}

export interface Workers {
  /** Told right after a commit that left rows in the outbox. */
  nudge(rows: readonly OutboxRow[]): void
  /** Takes on nothing more, and waits a while for what is running. */
  stop(): Promise<void>
}

/** Starts doing the outbox's work in this process. Any number of processes give the same result as one. */
export async function startWorkers(parts: WorkerParts): Promise<Workers> {
  const { db, journal, config, log, publicUrl, links, news, retries = defaultRetries, lockLifetime = 30_000 } = parts
  await ensureIndexes(db, [outboxPlan, jobsPlan])
  const scope = () => ({ db, now: timeNow() })
  const transport = openMailTransport({ config, log, publicUrl })
  const mail = sendMail({ transport, publicUrl })
  const toPrivate = config.WEBHOOKS_TO_PRIVATE ?? isOnlyForThisMachine(config)
  const handlers: Handlers = {
    'send-mail': mail,
    'discard-upload': discardUpload(db),
    'discard-resume': discardResume(db),
    'tell-candidate': tellCandidate(news.forCandidate, askAlong(journal, links), mail),
    'tell-selection': tellByMail('candidate-selected', news.selection, mail),
    'tell-interview': tellInterview(news.interview, mail),
    'close-interviews': (about, row) => closeInterviews(scope(), journal.for(row), about),
    'leave-interviews': (about, row) => leaveInterviews(scope(), journal.for(row), about),
    'end-short-sessions': async (about) => {
      await removeShortSessions(scope(), about)
    },
    'retime-reminders': (about, row) => retimeReminders(scope(), journal.for(row), about),
    'follow-entries': (about, row) => followEntries(scope(), journal.for(row), about, row),
    'erase-traces': eraseTraces(db, mailFolderOf(config)),
    'erase-copies': eraseCopies({ scope, journal, mailFolder: mailFolderOf(config) }),
    'remind-reviewers': (about, row) => remindReviewers(scope(), journal.for(row), about),
    'send-alerts': (about, row) => sendAlerts(scope(), { journal: journal.for(row) }, about),
    'tell-alert': tellAlert(scope, news.alert, mail),
    'tell-notification': tellByMail('notification', news.notification, mail),
    'deliver-webhook': ({ deliveryId }, row) =>
      deliver({ scope, journal: journal.for(row), links, toPrivate }, deliveryId),
    'offer-answer': offerAnswer(journal, links),
    'tell-unread': tellByMail('unread-messages', news.unread, mail),
    'discard-import': discardImport(db),
    ...archiveJobs({ scope, journal, links }),
    ...reportJobs({
      ...{ scope, journal, transport, publicUrl },
      ...{ books: createBooks({ journal, scope }), renderPdf: createRenderPdf() },
    }),
  }
  const runner = createRowRunner({ db, log, handlers, retries })
  const names = Object.keys(handlers) as JobName[]
  const queue = await openQueue({ db, log, names, runner, lockLifetime })
  const dispatcher = startDispatcher({ db, log, queue })
  let isStopping = false
  const ending = new AbortController()
  const allowsInside = config.CALENDAR_PRIVATE_HOSTS ?? isOnlyForThisMachine(config)
  const fetch = guardedFetch({ allowsInside, ending: ending.signal })
  const byClock = journal.for(unasked)
  // What falls due is looked for; how often, in milliseconds.
  const rounds = [
    {
      of: 'unread messages',
      every: 15_000,
      work: async () => {
        await noteUnread(scope())
        await tellDue(scope(), byClock)
      },
    },
    { of: 'reminders', every: 1000, work: () => markDue(scope(), byClock) },
    { of: 'daily mails', every: 20_000, work: () => sendDigests(scope(), byClock) },
    { of: 'saved reports', every: 1000, work: () => queueDueReports(scope(), byClock) },
    {
      of: 'imports',
      every: 1000,
      work: () => workImports({ scope, journal: byClock, links, isStopping: () => isStopping }),
    },
    { of: 'interviews of tomorrow', every: 1000, work: () => remindOfInterviews(scope(), byClock) },
    {
      of: 'calendars elsewhere',
      every: 3000,
      work: () => refreshCalendars(scope, { links, fetch, ending: ending.signal }),
    },
    { of: 'interviews that are over', every: 1000, work: () => askAfterInterviews(scope(), byClock, links) },
  ].map(({ of, every, work }) =>
    repeat({ every, work, log, failure: `${of} could not be looked through; trying again` }),
  )
  return {
    nudge: (rows) => dispatcher.nudge(rows),
    stop: async () => {
      isStopping = true
      ending.abort()
      await Promise.all(rounds.map((round) => round.stop()))
      await dispatcher.stop()
      await queue.stop()
      await transport.close()
    },
  }
}
