import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import type { JobPayload } from '#protocol/jobs'
import { alertPlans } from './alerts/repository.ts'
import { alertRoutes } from './alerts/routes.ts'
import { fairnessPlan } from './analytics/fairness/repository.ts'
import { layoutPlan } from './analytics/layouts.ts'
import { analyticsPlans } from './analytics/repository.ts'
import { analyticsRoutes, createAnalytics } from './analytics/routes.ts'
import { interviewEndPlan } from './answers/interview-ends.ts'
import { answerPlans } from './answers/repository.ts'
import { answerRoutes } from './answers/routes.ts'
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
import { archivePlans } from './archive/repository.ts'
import { archiveRoutes } from './archive/routes.ts'
import { audiences } from './audiences.ts'
import { createLinkMailLimit } from './auth/link-mail-limit.ts'
import { authPlans } from './auth/repository.ts'
import { authRoutes } from './auth/routes.ts'
import { createSessions, type Sessions } from './auth/sessions.ts'
import { createSignIn } from './auth/sign-in.ts'
import { createSecondFactor } from './auth/two-factor/second-factor.ts'
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
import { groupsByTrait } from './demographics/groups.ts'
import { groupsOf } from './demographics/groups-of.ts'
import { demographicsPlan } from './demographics/repository.ts'
import { employerPlans } from './employers/repository.ts'
import { employerRoutes } from './employers/routes.ts'
import { feedbackPlan } from './feedback/repository.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { apiTokenPrefix, type Identify } from './http/actor.ts'
import { appPages } from './http/app-pages.ts'
import { type Bind, createBind } from './http/bind.ts'
import { cspReports } from './http/csp-report.ts'
import { idempotencyPlan } from './http/idempotency.ts'
import { lastKnown } from './http/last-known.ts'
import { requestFrame } from './http/lifecycle.ts'
import { createLimits } from './http/limits.ts'
import { operationRoutes } from './http/operations.ts'
import { createOrigins } from './http/origin.ts'
import { answerErrors } from './http/problem.ts'
import { referencePages } from './http/reference-pages.tsx'
import { securityHeaders } from './http/security.ts'
import { createImportHints } from './imports/progress.ts'
import { importPlans } from './imports/repository.ts'
import { importRoutes } from './imports/routes.ts'
import { describeInterview } from './interviews/describe-interview.ts'
import { externalPlan } from './interviews/external/repository.ts'
import { feedPlan } from './interviews/feed/repository.ts'
import { calendarPlan } from './interviews/holds.ts'
import { hoursPlan } from './interviews/hours/repository.ts'
import { interviewPlan } from './interviews/repository.ts'
import { roomPlan } from './interviews/rooms/repository.ts'
import { interviewRoutes } from './interviews/routes.ts'
import { createMemoryBus } from './journal/bus.memory.ts'
import { createRedisBus } from './journal/bus.redis.ts'
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
import { followedTypes } from './notifications/follow-entries.ts'
import { liveNotifications } from './notifications/inbox/live.ts'
import { notificationPlans } from './notifications/inbox/repository.ts'
import { mailDomain } from './notifications/message-id.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { webhookPlans } from './notifications/webhooks/repository.ts'
import { createDescriptions } from './postings/description.ts'
import { descriptionDocuments } from './postings/documents.ts'
import { leaveJobs } from './postings/leave-jobs.ts'
import { seesPosting } from './postings/read-postings.ts'
import { postingPlan } from './postings/repository.ts'
import { postingRoutes, templateRoutes } from './postings/routes.ts'
import { tallyPlan } from './postings/tally.ts'
import { templatePlan } from './postings/templates/repository.ts'
import { privacyPages } from './privacy/pages.tsx'
import { privacyRoutes } from './privacy/routes.ts'
import { type Realtime, startRealtime, together } from './realtime/realtime.ts'
import { feedRoutes } from './realtime/routes.ts'
import { presencePlan } from './realtime/shared-presence.ts'
import { lastKnownReport } from './reports/last-known-report.ts'
import { createRenderPdf } from './reports/pdf/render-pdf.ts'
import { reportRoutes } from './reports/routes.ts'
import { runPlans } from './reports/runs/repository.ts'
import { savedReportPlans } from './reports/saved/repository.ts'
import { reviewRoutes } from './review/routes.ts'
import { notesDocuments, scorecardDocuments } from './scorecards/documents.ts'
import { leavePanels } from './scorecards/leave-panels.ts'
import { scorecardPlans } from './scorecards/repository.ts'
import { scorecardRoutes } from './scorecards/routes.ts'
import { scoresSealed } from './scorecards/scores-sealed.ts'
import { readEpoch } from './store/epoch.ts'
import { type LinkSecrets, openLinkSecrets } from './store/link-key.ts'
import { ensureIndexes, type Store } from './store/mongo.ts'
import { outboxPlan } from './store/outbox.ts'
import { openRedis } from './store/redis.ts'
import type { CollectionPlan, Scope } from './store/scope.ts'
import { createSeals } from './store/seal.ts'
import { addOwner, memberOf, membershipsOf } from './team/membership.ts'
import { teamPlans } from './team/repository.ts'
import { teamRoutes } from './team/routes.ts'
import { demandedBy, limitsOf } from './team/security/session-limits.ts'
import { type ApiTokens, createApiTokens } from './team/tokens/api-tokens.ts'
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
  demographicsPlan,
  applicationPlan,
  decisionPlan,
  hiringSettingsPlan,
  reminderPlan,
  interviewPlan,
  calendarPlan,
  hoursPlan,
  roomPlan,
  externalPlan,
  feedPlan,
  feedbackPlan,
  ...answerPlans,
  interviewEndPlan,
  ...alertPlans,
  ...scorecardPlans,
  viewPlan,
  ...chatPlans,
  ...coeditPlans,
  ticketPlan,
  ...notificationPlans,
  ...webhookPlans,
  presencePlan,
  lookPlan,
  ...runPlans,
  ...savedReportPlans,
  ...importPlans,
  ...archivePlans,
  ...analyticsPlans,
  fairnessPlan,
  layoutPlan,
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
  /** What one party is to be told of an interview. */
  readonly describeInterview: (about: JobPayload<'tell-interview'>) => ReturnType<typeof describeInterview>
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
  const redis = config.REDIS_URL ? await openRedis(config.REDIS_URL, `clearview:${epoch}`, log) : null
  const bus = redis ? createRedisBus(redis) : createMemoryBus()
  const journal = createJournal({
    ...{ client, db, bus, log, onOutbox: parts.onOutbox, secret: config.CLEARVIEW_SECRET },
    follows: followedTypes,
  })
  const scope = (): Scope => ({ db, now: new Date() })
  const readText = createReadText()
  const mayMail = createLinkMailLimit(db, log).allows
  const catalogues = createCatalogues({ scope, bus })
  const sessions = createSessions(db)
  const origins = createOrigins(config)
  const limits = createLimits(config)
  const metrics = createMetrics()
  const tokens = createApiTokens(scope)
  const identify = identifyBy(sessions, tokens)
  const signedIn = {
    alive: async (ids: readonly string[]) => new Set([...(await sessions.alive(ids)), ...(await tokens.alive(ids))]),
  }
  let stopping = false
  let address = ''
  const publicUrl = () => config.PUBLIC_URL?.replace(/\/$/, '') ?? address

  const app = new Hono()
  answerErrors(app, log)
  app.use(requestFrame({ log, metrics, isStopping: () => stopping }))
  app.use(securityHeaders(config.PUBLIC_URL?.startsWith('https:') ?? false))
  operationRoutes(app, { store, redis, metrics: metrics.registry, isStopping: () => stopping })

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
    ...{ scope, journal, identify, origins, sessions: signedIn, config, log, metrics },
    kinds: [
      descriptionDocuments((jobId) => descriptions.follow(jobId)),
      kitDocuments((jobId) => kits.changed(jobId)),
      scorecardDocuments,
      notesDocuments,
    ],
  })
  const kits = createKits({ coedit, journal, scope, log })
  const descriptions = createDescriptions({ coedit, journal, scope })
  const analytics = createAnalytics({
    ...{ journal, scope, log },
    groupsOf: (at, employerId, ids) => groupsOf(at, links, employerId, ids),
    traits: groupsByTrait,
  })
  const imports = createImportHints({ scope, log })
  const http = createServer({ keepAliveTimeout: idleConnection }, getRequestListener(app.fetch))
  const realtime = startRealtime({
    http,
    journal,
    audiences,
    identify,
    origins,
    limits,
    sessions: signedIn,
    config,
    log,
    epoch,
    metrics,
    scope,
    redis,
    feature: (io) => {
      const conversations = liveChat({ ...chat, redis, onPush: () => metrics.chatPushes.inc() }, io)
      const looks = liveLooks({ scope, log, identify, redis })
      const notices = liveNotifications({ scope, journal }, io)
      const handlers = { ...conversations.handlers, ...looks.handlers, ...notices.handlers }
      return together(handlers, [conversations, looks, notices])
    },
    beside: coedit,
    afterEntry: (employerId, send) => {
      analytics.dashboards.afterEntry(employerId, send)
      imports.afterEntry(employerId, send)
    },
  })
  const trustProxy = config.TRUST_PROXY
  const maxBodyBytes = config.LIMIT_BODY_BYTES
  app.use('/api/employers/:employerId/reports', lastKnownReport())
  app.use('/api/employers/:employerId/analytics/*', lastKnown())
  const bind = createBind({ app, scope, journal, identify, limits, origins, trustProxy, maxBodyBytes })
  bindFeatures(bind)
  referencePages(app, bind.bound, publicUrl)
  devMailRoutes(app, { config })
  cspReports(app, { log, limits, trustProxy })
  const pages = {
    scope,
    journal,
    readText,
    catalogues,
    origins,
    limits,
    links,
    mayMail,
    publicUrl,
    trustProxy,
    maxBodyBytes,
    log,
  }
  // Before the pages that answer every other address below `/portal`.
  privacyPages(app, pages)
  careersPages(app, pages)
  appPages(app, fileURLToPath(new URL('../client', import.meta.url)))

  function bindFeatures(bind: Bind): void {
    const secureCookies = config.PUBLIC_URL?.startsWith('https:') ?? false
    const loginFailures = config.LIMIT_LOGIN_FAILURES
    const seals = createSeals(links)
    const secondFactor = createSecondFactor(seals)
    const signIn = createSignIn({
      ...{ db, journal, sessions, membershipsOf, loginFailures, secureCookies, secondFactor, limitsOf },
    })
    const onSessionsEnded = realtime.endSessions
    authRoutes(bind, {
      ...{ db, log, sessions, signIn, membershipsOf, secureCookies, onSessionsEnded, seals, demandedBy },
    })
    employerRoutes(bind, { log, addOwner })
    teamRoutes(bind, {
      ...{ scope, journal, log, signIn, standingChanged, onSessionsEnded, links, sessions },
      ...{ seals, secureCookies, publicUrl },
      leaveWork: async (tx, actor, userId, jobIds) => {
        await leaveJobs(tx, actor, userId, jobIds)
        await leavePanels(tx, actor, userId)
      },
    })
    consultantRoutes(bind, { scope, log })
    postingRoutes(bind, descriptions, applications.usedStages)
    templateRoutes(bind, descriptions)
    coeditRoutes(bind, { coedit, journal, scope, identify })
    kitRoutes(bind, { coedit, journal, scope, identify, kits })
    languageRoutes(bind, { hasPosting: seesPosting })
    applicationRoutes(bind, { scoresSealed })
    interviewRoutes(bind, { app, scope, links, limits, publicUrl, trustProxy, mailDomain })
    // Before the feedback of the team: a candidate calls the same address.
    answerRoutes(bind, { app, scope, journal, links, portalVisitor, limits, trustProxy, maxBodyBytes })
    feedbackRoutes(bind)
    reviewRoutes(bind, { scope, journal, readText })
    scorecardRoutes(bind, { scope, kits })
    analyticsRoutes(bind, analytics)
    importRoutes(bind, { scope, journal })
    archiveRoutes(bind, { scope })
    reportRoutes(bind, { scope, journal, renderPdf: createRenderPdf() })
    chatRoutes(bind, chat)
    notificationRoutes(bind, { scope, links, toPrivate: config.WEBHOOKS_TO_PRIVATE ?? false })
    feedRoutes(bind, { journal, audiences })
    privacyRoutes(bind, { scope, links })
    alertRoutes(bind, { scope, journal, links, mayMail })
    careersRoutes(bind, { app, scope, journal, readText, links, catalogues, publicUrl })
  }

  return {
    epoch,
    journal,
    links,
    describeForCandidate: (applicationId, version) => describeForCandidate(scope(), links, applicationId, version),
    describeSelection: (about) => describeSelection(scope(), about),
    describeInterview: (about) => describeInterview(scope(), links, about),
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
      analytics.dashboards.close()
      imports.close()
      journal.close()
      redis?.close()
    },
  }
}

function identifyBy(sessions: Sessions, tokens: ApiTokens): Identify {
  return {
    person: async (secret, visitor) => {
      if (secret.startsWith(apiTokenPrefix)) return tokens.find(secret, visitor)
      const session = await sessions.find(secret)
      if (!session) return null
      const { userId, sessionId, limits } = session
      return { kind: 'person', userId, sessionId, ...visitor, ...limits }
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
