import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { createAnalytics } from './analytics/routes.ts'
import { liveLooks } from './applications/looks/live.ts'
import { audiences } from './audiences.ts'
import { createLinkMailLimit } from './auth/link-mail-limit.ts'
import { createSessions } from './auth/sessions.ts'
import { measureBacklog } from './backlog-metrics.ts'
import { createReadText } from './candidates/resumes/read-text.ts'
import { createCatalogues } from './careers/catalogue.ts'
import { careersPages } from './careers/pages.ts'
import { hidePortal } from './careers/portal-routes.tsx'
import { portalVisitor } from './careers/portal-visitor.ts'
import { liveChat } from './chat/live.ts'
import { createNameBook } from './chat/names.ts'
import type { ChatParts } from './chat/parts.ts'
import { createRights } from './chat/rights.ts'
import { createCoedit } from './coedit/coedit.ts'
import type { Config } from './config.ts'
import { groupsByTrait } from './demographics/groups.ts'
import { groupsOf } from './demographics/groups-of.ts'
import { bindFeatures } from './features.ts'
import type { Identify } from './http/actor.ts'
import { appPages } from './http/app-pages.ts'
import { createBind } from './http/bind.ts'
import { cspReports } from './http/csp-report.ts'
import { renderWithoutHooks } from './http/jsx.tsx'
import { lastKnown } from './http/last-known.ts'
import { requestFrame } from './http/lifecycle.ts'
import { createLimits } from './http/limits.ts'
import { closeGently, createListener, listen } from './http/listener.ts'
import { operationRoutes } from './http/operations.ts'
import { createOrigins } from './http/origin.ts'
import { answerErrors } from './http/problem.ts'
import { referencePages } from './http/reference-pages.tsx'
import { securityHeaders } from './http/security.ts'
import { createImportHints } from './imports/progress.ts'
import { createMemoryBus } from './journal/bus.memory.ts'
import { createRedisBus } from './journal/bus.redis.ts'
import { createJournal, type SharedJournal } from './journal/journal.ts'
import { createKits } from './kits/derive.ts'
import { kitDocuments } from './kits/documents.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { devMailRoutes } from './notifications/dev-mail.ts'
import { follows } from './notifications/follow-entries.ts'
import { liveNotifications } from './notifications/inbox/live.ts'
import { createNews, type News } from './notifications/news.ts'
import { plans } from './plans.ts'
import { createDescriptions } from './postings/description.ts'
import { descriptionDocuments } from './postings/documents.ts'
import { privacyPages } from './privacy/pages.tsx'
import { startRealtime, together } from './realtime/realtime.ts'
import { lastKnownReport } from './reports/last-known-report.ts'
import { notesDocuments, scorecardDocuments } from './scorecards/documents.ts'
import { timeNow } from './store/clock.ts'
import { readEpoch } from './store/epoch.ts'
import { type LinkSecrets, openLinkSecrets } from './store/link-key.ts'
import { ensureIndexes, type Store } from './store/mongo.ts'
import { openRedis } from './store/redis.ts'
import type { Scope } from './store/scope.ts'
import { createCallers } from './team/callers.ts'
import { createStandings, memberOf } from './team/membership.ts'
import { createApiTokens } from './team/tokens/api-tokens.ts'
import { createTurns } from './turns.ts'

export interface App {
  /** The history of the store it works on. */
  readonly epoch: string
  readonly journal: SharedJournal
  readonly links: LinkSecrets
  /** What the workers are to tell people of. */
  readonly news: News
  /** Address under which people reach this installation. */
  publicUrl(): string
  /** Answers the address it listens on. */
  listen(port: number, host: string): Promise<string>
  /** Refuses what is new, lets what is under way finish, and closes the connections. */
  close(): Promise<void>
}

/** Builds what the features share and joins them. */
export async function createApp(parts: {
  config: Config
  log: Log
  store: Store
  onOutbox: Parameters<typeof createJournal>[0]['onOutbox']
}): Promise<App> {
  const { config, log, store } = parts
  const { db, client } = store
  renderWithoutHooks()
  // First of all: a store that is half restored is not to be touched.
  const epoch = await readEpoch(db)
  await ensureIndexes(db, plans)
  const links = await openLinkSecrets(db, config.CLEARVIEW_SECRET)
  const redis = config.REDIS_URL ? await openRedis(config.REDIS_URL, `clearview:${epoch}`, log) : null
  const bus = redis ? createRedisBus(redis) : createMemoryBus()
  const journal = createJournal({
    ...{ client, db, bus, log, onOutbox: parts.onOutbox, secret: config.CLEARVIEW_SECRET },
    follows,
  })
  const scope = (): Scope => ({ db, now: timeNow() })
  const readText = createReadText()
  const mayMail = createLinkMailLimit(db, log).allows
  const catalogues = createCatalogues({ scope, bus })
  const sessions = createSessions(db)
  const origins = createOrigins(config)
  const limits = createLimits(config)
  const metrics = createMetrics()
  measureBacklog(metrics.registry, scope)
  const tokens = createApiTokens(scope)
  const identify: Identify = { ...createCallers(db, sessions, tokens), member: memberOf, portalVisitor }
  const signedIn = {
    alive: async (ids: readonly string[]) => new Set([...(await sessions.alive(ids)), ...(await tokens.alive(ids))]),
  }
  let stopping = false
  let address = ''
  const publicUrl = () => config.PUBLIC_URL?.replace(/\/$/, '') ?? address

  const app = new Hono()
  answerErrors(app, log)
  app.use(requestFrame({ log, metrics, isStopping: () => stopping, trustProxy: config.TRUST_PROXY }))
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
  const standing = createStandings(scope)
  const coedit = createCoedit({
    ...{ scope, journal, identify, standing, origins, sessions: signedIn, config, log, metrics },
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
  const http = createListener(app)
  const realtime = startRealtime({
    http,
    journal,
    audiences,
    identify,
    standing,
    origins,
    limits,
    sessions: signedIn,
    config,
    log,
    epoch,
    metrics,
    redis,
    feature: (io) => {
      const conversations = liveChat({ ...chat, redis, onPush: () => metrics.chatPushes.inc() }, io)
      const looks = liveLooks({ scope, log, identify, redis })
      const notices = liveNotifications({ scope, journal }, io)
      const handlers = { ...conversations.handlers, ...looks.handlers, ...notices.handlers }
      return together(handlers, [conversations, looks, notices])
    },
    beside: coedit,
    afterEntry: (...about) => {
      analytics.dashboards.afterEntry(...about)
      imports.afterEntry(...about)
    },
  })
  const trustProxy = config.TRUST_PROXY
  const maxBodyBytes = config.LIMIT_BODY_BYTES
  app.use('/api/employers/:employerId/reports', lastKnownReport())
  app.use('/api/employers/:employerId/analytics/*', lastKnown())
  const bind = createBind({ app, scope, journal, identify, limits, origins, trustProxy, maxBodyBytes })
  bindFeatures(bind, {
    ...{
      app,
      config,
      log,
      db,
      scope,
      journal,
      links,
      limits,
      sessions,
      identify,
      coedit,
      kits,
      descriptions,
      analytics,
      chat,
    },
    ...{ readText, catalogues, mayMail, publicUrl },
    onSessionsEnded: realtime.endSessions,
  })
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
  hidePortal(app)
  privacyPages(app, pages)
  careersPages(app, pages)
  appPages(app, fileURLToPath(new URL('../client', import.meta.url)))

  return {
    epoch,
    journal,
    links,
    news: createNews(scope, links),
    publicUrl,
    listen: async (port, host) => {
      const actual = await listen(http, port, host)
      origins.listening(host, actual)
      address = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`
      return address
    },
    close: async () => {
      stopping = true
      await closeGently(http, [realtime, coedit])
      kits.close()
      analytics.dashboards.close()
      imports.close()
      journal.close()
      redis?.close()
    },
  }
}
