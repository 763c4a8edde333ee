import type { Db, MongoClient } from 'mongodb'
import type { JobName } from '#protocol/jobs'
import { sendAlerts } from '../server/alerts/send-alerts.ts'
import { askAfterInterviews } from '../server/answers/interview-ends.ts'
import { markDue } from '../server/applications/reminders/mark-due.ts'
import { retimeReminders } from '../server/applications/reminders/retime.ts'
import { noteUnread } from '../server/chat/note-unread.ts'
import { tellDue } from '../server/chat/tell-unread.ts'
import type { Config } from '../server/config.ts'
import { workImports } from '../server/imports/run-import.ts'
import { closeInterviews } from '../server/interviews/cancel-planned.ts'
import { guardedFetch } from '../server/interviews/external/guarded-fetch.ts'
import { refreshCalendars } from '../server/interviews/external/refresh.ts'
import { leaveInterviews } from '../server/interviews/leave-interviews.ts'
import { remindOfInterviews } from '../server/interviews/remind.ts'
import type { Journal } from '../server/journal/journal.ts'
import type { Log } from '../server/log.ts'
import { followEntries } from '../server/notifications/follow-entries.ts'
import { sendDigests } from '../server/notifications/inbox/digest.ts'
import { type MailConfig, mailFolderOf, openMailTransport } from '../server/notifications/open-transport.ts'
import { deliver } from '../server/notifications/webhooks/deliver.ts'
import { createRenderPdf } from '../server/reports/pdf/render-pdf.ts'
import { queueDueReports } from '../server/reports/saved/queue-sendings.ts'
import { remindReviewers } from '../server/scorecards/remind-reviewers.ts'
import type { LinkSecrets } from '../server/store/link-key.ts'
import { ensureIndexes } from '../server/store/mongo.ts'
import { type OutboxRow, outboxPlan } from '../server/store/outbox.ts'
import { jobsPlan } from './agenda-repository.ts'
import { archiveJobs } from './archive-jobs.ts'
import { defaultRetries, type RetryPolicy } from './back-off.ts'
import { discardImport } from './discard-import.ts'
import { discardResume } from './discard-resume.ts'
import { discardUpload } from './discard-upload.ts'
import { startDispatcher } from './dispatcher.ts'
import { eraseTraces } from './erase-traces.ts'
import { offerAnswer } from './offer-answer.ts'
import { openQueue } from './queue.ts'
import { repeat } from './repeat.ts'
import { reportJobs } from './report-jobs.ts'
import { createRowRunner, type Handlers } from './run-row.ts'
import { sendMail } from './send-mail.ts'
import { type DescribeForCandidate, tellCandidate } from './tell-candidate.ts'
import { type DescribeInterview, tellInterview } from './tell-interview.ts'
import { type DescribeSelection, tellSelection } from './tell-selection.ts'
import { type DescribeUnread, tellUnread } from './tell-unread.ts'

export interface WorkerParts {
  readonly client: MongoClient
  readonly db: Db
  /** For work that writes entries. */
  readonly journal: Journal
  readonly config: MailConfig &
    Partial<Pick<Config, 'WEBHOOKS_TO_PRIVATE' | 'CALENDAR_PRIVATE_HOSTS' | 'PUBLIC_URL' | 'HOST'>>
  readonly log: Log
  /** Where people reach ClearView; asked for each mail, since a server may learn its port only when it listens. */
  readonly publicUrl: () => string
  /** From which the links of candidates are derived. */
  readonly links: LinkSecrets
  readonly describeForCandidate: DescribeForCandidate
  readonly describeSelection: DescribeSelection
  readonly describeUnread: DescribeUnread
  readonly describeInterview: DescribeInterview
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

/** How often unread messages are looked for, in milliseconds. */
const lookForUnreadEvery = 15_000
/** How often reminders are looked through for those whose time has come, in milliseconds. */
const lookForDueEvery = 1000

/** How often daily mails are looked for whose hour has come, in milliseconds. */
const lookForDigestsEvery = 20_000

/** Nobody else reaches an installation like this: its people may read what is on their own machine. */
const isOnlyForThisMachine = ({ PUBLIC_URL, HOST = '' }: WorkerParts['config']): boolean =>
  PUBLIC_URL === undefined && ['127.0.0.1', '::1', 'localhost'].includes(HOST)

/** How often calendars elsewhere are looked through for those that are to be read, in milliseconds. */
const lookForCalendarsEvery = 3000

/** Starts doing the outbox's work in this process. Any number of processes give the same result as one. */
export async function startWorkers(parts: WorkerParts): Promise<Workers> {
  const {
    db,
    journal,
    config,
    log,
    publicUrl,
    links,
    describeForCandidate,
    describeSelection,
    describeUnread,
    describeInterview,
    retries = defaultRetries,
    lockLifetime = 30_000,
  } = parts
  await ensureIndexes(db, [outboxPlan, jobsPlan])
  const scope = () => ({ db, now: new Date() })
  const transport = openMailTransport({ config, log, publicUrl })
  const mail = sendMail({ transport, publicUrl })
  const handlers: Handlers = {
    'send-mail': mail,
    'discard-upload': discardUpload(db),
    'discard-resume': discardResume(db),
    'tell-candidate': tellCandidate(describeForCandidate, mail),
    'tell-selection': tellSelection(describeSelection, mail),
    'tell-interview': tellInterview(describeInterview, mail),
    'close-interviews': (about) => closeInterviews(scope(), journal, about),
    'leave-interviews': (about) => leaveInterviews(scope(), journal, about),
    'retime-reminders': (about) => retimeReminders(scope(), journal, about),
    'follow-entries': (about) => followEntries(scope(), journal, about),
    'erase-traces': eraseTraces(db, mailFolderOf(config)),
    'remind-reviewers': (about) => remindReviewers(scope(), journal, about),
    'send-alerts': (about) => sendAlerts(scope(), { journal, links }, about),
    'deliver-webhook': ({ deliveryId }) =>
      deliver({ scope, journal, links, toPrivate: config.WEBHOOKS_TO_PRIVATE ?? false }, deliveryId),
    'offer-answer': offerAnswer(journal, links),
    'tell-unread': tellUnread(describeUnread, mail),
    'discard-import': discardImport(db),
    ...archiveJobs({ scope, journal, links }),
    ...reportJobs({
      ...{ scope, journal, transport, publicUrl },
      renderPdf: createRenderPdf(),
    }),
  }
  const runner = createRowRunner({ db, log, handlers, retries })
  const names = Object.keys(handlers) as JobName[]
  const queue = await openQueue({ db, log, names, runner, lockLifetime })
  const dispatcher = startDispatcher({ db, log, queue })
  const unread = repeat({
    every: lookForUnreadEvery,
    work: async () => {
      await noteUnread(scope())
      await tellDue(scope(), journal)
    },
    log,
    failure: 'unread messages could not be looked through; trying again',
  })
  const reminders = repeat({
    every: lookForDueEvery,
    work: () => markDue(scope(), journal),
    log,
    failure: 'reminders could not be looked through; trying again',
  })
  const digests = repeat({
    every: lookForDigestsEvery,
    work: () => sendDigests(scope(), journal),
    log,
    failure: 'daily mails could not be looked through; trying again',
  })
  const reports = repeat({
    every: lookForDueEvery,
    work: () => queueDueReports(scope(), journal),
    log,
    failure: 'saved reports could not be looked through; trying again',
  })
  let isStopping = false
  const imports = repeat({
    every: lookForDueEvery,
    work: () => workImports({ scope, journal, links, isStopping: () => isStopping }),
    log,
    failure: 'imports could not be worked at; trying again',
  })
  const tomorrow = repeat({
    every: lookForDueEvery,
    work: () => remindOfInterviews(scope(), journal),
    log,
    failure: 'interviews of tomorrow could not be looked through; trying again',
  })
  const ending = new AbortController()
  const allowsInside = config.CALENDAR_PRIVATE_HOSTS ?? isOnlyForThisMachine(config)
  const fetch = guardedFetch({ allowsInside, ending: ending.signal })
  const calendars = repeat({
    every: lookForCalendarsEvery,
    work: () => refreshCalendars(scope, { links, fetch, ending: ending.signal }),
    log,
    failure: 'calendars elsewhere could not be read; trying again',
  })
  const interviews = repeat({
    every: lookForDueEvery,
    work: () => askAfterInterviews(scope(), journal, links),
    log,
    failure: 'interviews that are over could not be looked through; trying again',
  })
  return {
    nudge: (rows) => dispatcher.nudge(rows),
    stop: async () => {
      isStopping = true
      ending.abort()
      const looking = [unread, reminders, digests, interviews, reports, imports, tomorrow, calendars]
      await Promise.all(looking.map((one) => one.stop()))
      await dispatcher.stop()
      await queue.stop()
      await transport.close()
    },
  }
}
