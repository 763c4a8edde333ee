import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import type { JobPayload } from '#protocol/jobs'
import { analyticsRoutes } from './analytics/routes.ts'
import { decisionPlan } from './applications/decisions/repository.ts'
import { hiringSettingsPlan } from './applications/hiring-settings/repository.ts'
import { liveLooks } from './applications/looks/live.ts'
import { lookPlan } from './applications/looks/looks-following.ts'
import { reminderPlan } from './applications/reminders/repository.ts'
import { applicationPlan, applications } from './applications/repository.ts'
import { applicationRoutes } from './applications/routes.ts'
import { describeForCandidate } from './applications/tell-candidate.ts'
import { describeSelection } from './applications/tell-selection.ts'
import { viewPlan } from './applications/views/repository.ts'
import { audiences } from './audiences.ts'
import { authPlans } from './auth/repository.ts'
import { authRoutes } from './auth/routes.ts'
import { createSessions, type Sessions } from './auth/sessions.ts'
import { createSignIn } from './auth/sign-in.ts'
import { candidatePlans } from './candidates/repository.ts'
import { createReadText } from './candidates/resumes/read-text.ts'
import { createCatalogues } from './careers/catalogue.ts'
import { careersPages } from './careers/pages.ts'
import { portalVisitor } from './careers/portal-visitor.ts'
import { careersRoutes } from './careers/routes.ts'
import { liveChat } from './chat/live.ts'
import { createNameBook } from './chat/names.ts'
import type { ChatParts } from './chat/parts.ts'
import { chatPlans } from './chat/repository.ts'
import { createRights } from './chat/rights.ts'
import { chatRoutes } from './chat/routes.ts'
import { describeUnread } from './chat/tell-unread.ts'
import { type Coedit, createCoedit } from './coedit/coedit.ts'
import { coeditPlans } from './coedit/repository.ts'
import { coeditRoutes } from './coedit/routes.ts'
import { ticketPlan } from './coedit/tickets.ts'
import type { Config } from './config.ts'
import { engagementPlan } from './consultants/engagements.ts'
import { profilePlan } from './consultants/profiles.ts'
import { consultantRoutes } from './consultants/routes.ts'
import { standingChanged } from './consultants/standing-changed.ts'
import { employerPlans } from './employers/repository.ts'
import { employerRoutes } from './employers/routes.ts'
import { feedbackPlan } from './feedback/repository.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import type { Identify } from './http/actor.ts'
import { appPages } from './http/app-pages.ts'
import { type Bind, createBind } from './http/bind.ts'
import { idempotencyPlan } from './http/idempotency.ts'
import { requestFrame } from './http/lifecycle.ts'
import { createLimits } from './http/limits.ts'
import { operationRoutes } from './http/operations.ts'
import { createOrigins } from './http/origin.ts'
import { answerErrors } from './http/problem.ts'
import { referencePages } from './http/reference-pages.tsx'
import { securityHeaders } from './http/security.ts'
import { createMemoryBus } from './journal/bus.memory.ts'
import { journalPlan } from './journal/entry.ts'
import { createJournal, type Journal } from './journal/journal.ts'
import { createKits } from './kits/derive.ts'
import { kitDocuments } from './kits/documents.ts'
import { kitPlans } from './kits/repository.ts'
import { kitRoutes } from './kits/routes.ts'
import { kitTemplatePlan } from './kits/templates.ts'
import { languagePlans } from './language/repository.ts'
import { languageRoutes } from './language/routes.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { devMailRoutes } from './notifications/dev-mail.ts'
import { createDescriptions } from './postings/description.ts'
import { descriptionDocuments } from './postings/documents.ts'
import { leaveJobs } from './postings/leave-jobs.ts'
import { seesPosting } from './postings/read-postings.ts'
import { postingPlan } from './postings/repository.ts'
import { postingRoutes, templateRoutes } from './postings/routes.ts'
import { tallyPlan } from './postings/tally.ts'
import { templatePlan } from './postings/templates/repository.ts'
import { type Realtime, startRealtime, together } from './realtime/realtime.ts'
import { feedRoutes } from './realtime/routes.ts'
import { presencePlan } from './realtime/shared-presence.ts'
import { reviewRoutes } from './review/routes.ts'
import { notesDocuments, scorecardDocuments } from './scorecards/documents.ts'
import { scorecardPlans } from './scorecards/repository.ts'
import { scorecardRoutes } from './scorecards/routes.ts'
import { scoresSealed } from './scorecards/scores-sealed.ts'
import { readEpoch } from './store/epoch.ts'
import { type LinkSecrets, openLinkSecrets } from './store/link-key.ts'
import { ensureIndexes, type Store } from './store/mongo.ts'
import { outboxPlan } from './store/outbox.ts'
import type { CollectionPlan, Scope } from './store/scope.ts'
import { addOwner, memberOf, membershipsOf } from './team/membership.ts'
import { teamPlans } from './team/repository.ts'
import { teamRoutes } from './team/routes.ts'
import { createTurns } from './turns.ts'

/** Every collection of the product and the indexes it needs. */
export const plans: readonly CollectionPlan[] = [
  journalPlan,
  outboxPlan,
  idempotencyPlan,
  ...authPlans,
  ...employerPlans,
  ...teamPlans,
  engagementPlan,
  profilePlan,
  ...languagePlans,
  postingPlan,
  tallyPlan,
  templatePlan,
  ...kitPlans,
  kitTemplatePlan,
  ...candidatePlans,
  applicationPlan,
  decisionPlan,
  hiringSettingsPlan,
  reminderPlan,
  feedbackPlan,
  ...scorecardPlans,
  viewPlan,
  ...chatPlans,
  ...coeditPlans,
  ticketPlan,
  presencePlan,
  lookPlan,
]

export interface App {
  /** The history of the store it works on. */
  readonly epoch: string
  readonly journal: Journal
  readonly links: LinkSecrets
  /** What follows a decision that the workers are to tell a candidate of. */
  readonly describeForCandidate: (applicationId: string, version: number) => ReturnType<typeof describeForCandidate>
  /** What a colleague is to be told of a selection. */
  readonly describeSelection: (about: JobPayload<'tell-selection'>) => ReturnType<typeof describeSelection>
  /** What somebody is to be told of messages that they have not read. */
  readonly describeUnread: (about: JobPayload<'tell-unread'>) => ReturnType<typeof describeUnread>
  /** Address under which people reach this installation. */
  publicUrl(): string
  /** Answers the address it listens on. */
  listen(port: number, host: string): Promise<string>
  /** Refuses what is new, lets what is under way finish, and closes the connections. */
  close(): Promise<void>
}

/** Builds what each feature needs and joins them: the only file that knows every feature. */
export async function createApp(parts: {
  config: Config
  log: Log
  store: Store
  onOutbox: Parameters<typeof createJournal>[0]['onOutbox']
}): Promise<App> {
  const { config, log, store } = parts
  const { db, client } = store
  // First of all: a store that is half restored is not to be touched.
  const epoch = await readEpoch(db)
  await ensureIndexes(db, plans)
  const links = await openLinkSecrets(db, config.CLEARVIEW_SECRET)
  const bus = createMemoryBus()
  const journal = createJournal({ client, db, bus, log, onOutbox: parts.onOutbox, secret: config.CLEARVIEW_SECRET })
  const scope = (): Scope => ({ db, now: new Date() })
  const readText = createReadText()
  const catalogues = createCatalogues({ scope, bus })
  const sessions = createSessions(db)
  const origins = createOrigins(config)
  const limits = createLimits(config)
  const metrics = createMetrics()
  const identify = identifyBy(sessions)
  let stopping = false
  let address = ''
  const publicUrl = () => config.PUBLIC_URL?.replace(/\/$/, '') ?? address

  const app = new Hono()
  answerErrors(app, log)
  app.use(requestFrame({ log, metrics, isStopping: () => stopping }))
  app.use(securityHeaders(config.PUBLIC_URL?.startsWith('https:') ?? false))
  operationRoutes(app, { store, metrics: metrics.registry, isStopping: () => stopping })

  const chat: ChatParts = {
    scope,
    journal,
    limits,
    log,
    epoch,
    names: createNameBook(scope),
    rights: createRights(scope),
    inTurn: createTurns(),
    digest: (text) => links.secretOf(`chat:${text}`),
  }
  const coedit = createCoedit({
    ...{ scope, journal, identify, origins, sessions, config, log, metrics },
    kinds: [
      descriptionDocuments((jobId) => descriptions.follow(jobId)),
      kitDocuments((jobId) => kits.changed(jobId)),
      scorecardDocuments,
      notesDocuments,
    ],
  })
  const kits = createKits({ coedit, journal, scope, log })
  const descriptions = createDescriptions({ coedit, journal, scope })
  const http = createServer({ keepAliveTimeout: idleConnection }, getRequestListener(app.fetch))
  const realtime = startRealtime({
    http,
    journal,
    audiences,
    identify,
    origins,
    limits,
    sessions,
    config,
    log,
    epoch,
    metrics,
    scope,
    feature: (io) => {
      const conversations = liveChat({ ...chat, onPush: () => metrics.chatPushes.inc() }, io)
      const looks = liveLooks({ scope, log, identify })
      return together({ ...conversations.handlers, ...looks.handlers }, [conversations, looks])
    },
    beside: coedit,
  })
  const trustProxy = config.TRUST_PROXY
  const maxBodyBytes = config.LIMIT_BODY_BYTES
  const bind = createBind({ app, scope, journal, identify, limits, origins, trustProxy, maxBodyBytes })
  bindFeatures(bind)
  referencePages(app, bind.bound, publicUrl)
  devMailRoutes(app, { config })
  careersPages(app, {
    scope,
    journal,
    readText,
    catalogues,
    origins,
    limits,
    links,
    publicUrl,
    trustProxy,
    maxBodyBytes,
    log,
  })
  appPages(app, fileURLToPath(new URL('../client', import.meta.url)))

  function bindFeatures(bind: Bind): void {
    const secureCookies = config.PUBLIC_URL?.startsWith('https:') ?? false
    const loginFailures = config.LIMIT_LOGIN_FAILURES
    const signIn = createSignIn({ db, journal, sessions, membershipsOf, loginFailures, secureCookies })
    const onSessionsEnded = realtime.endSessions
    authRoutes(bind, { db, log, sessions, signIn, membershipsOf, secureCookies, onSessionsEnded })
    employerRoutes(bind, { log, addOwner })
    teamRoutes(bind, { scope, signIn, leaveJobs, standingChanged })
    consultantRoutes(bind, { scope, log })
    postingRoutes(bind, descriptions, applications.usedStages)
    templateRoutes(bind, descriptions)
    coeditRoutes(bind, { coedit, journal, scope, identify })
    kitRoutes(bind, { coedit, journal, scope, identify, kits })
    languageRoutes(bind, { hasPosting: seesPosting })
    applicationRoutes(bind, { scoresSealed })
    feedbackRoutes(bind, { app, scope, portalVisitor, limits, trustProxy })
    reviewRoutes(bind, { scope, journal, readText })
    scorecardRoutes(bind, { scope, kits })
    analyticsRoutes(bind)
    chatRoutes(bind, chat)
    feedRoutes(bind, { journal, audiences })
    careersRoutes(bind, { app, scope, journal, readText, links, catalogues, publicUrl })
  }

  return {
    epoch,
    journal,
    links,
    describeForCandidate: (applicationId, version) => describeForCandidate(scope(), links, applicationId, version),
    describeSelection: (about) => describeSelection(scope(), about),
    describeUnread: (about) => describeUnread(scope(), about),
    publicUrl,
    listen: async (port, host) => {
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject)
        http.listen(port, host, () => resolve())
      })
      const { port: actual } = http.address() as AddressInfo
      origins.listening(host, actual)
      address = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`
      return address
    },
    close: async () => {
      stopping = true
      await closeGently(http, realtime, coedit)
      kits.close()
      journal.close()
    },
  }
}

function identifyBy(sessions: Sessions): Identify {
  return {
    person: async (secret, visitor) => {
      const session = await sessions.find(secret)
      return session && { kind: 'person', userId: session.userId, sessionId: session.sessionId, ...visitor }
    },
    member: memberOf,
    portalVisitor,
  }
}

/**
 * How long a connection stays open without a request, in milliseconds: longer than proxies and browsers keep theirs, so
 * that nobody sends a request into one that is being closed.
 */
const idleConnection = 75_000

/** How long requests under way may take to finish, in milliseconds. */
const patience = 5000

/** The listener closes first, so that nobody who is cut off comes straight back here. */
async function closeGently(http: HttpServer, realtime: Realtime, coedit: Coedit): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()))
  const idle = setInterval(() => http.closeIdleConnections(), 50)
  const limit = setTimeout(() => http.closeAllConnections(), patience)
  await Promise.all([realtime.close(), coedit.close()])
  await closed
  clearInterval(idle)
  clearTimeout(limit)
}
