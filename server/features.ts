import type { Hono } from 'hono'
import type { Db } from 'mongodb'
import { alertRoutes } from './alerts/routes.ts'
import type { AlertParts } from './alerts/subscribe.ts'
import { type AnalyticsParts, analyticsRoutes } from './analytics/routes.ts'
import { answerRoutes } from './answers/routes.ts'
import { applications } from './applications/repository.ts'
import { applicationRoutes } from './applications/routes.ts'
import { archiveRoutes } from './archive/routes.ts'
import { audiences } from './audiences.ts'
import { authRoutes } from './auth/routes.ts'
import type { Sessions } from './auth/sessions.ts'
import { createSignIn } from './auth/sign-in.ts'
import { createSecondFactor } from './auth/two-factor/second-factor.ts'
import type { ReadText } from './candidates/resumes/read-text.ts'
import type { Catalogues } from './careers/catalogue.ts'
import { portalVisitor } from './careers/portal-visitor.ts'
import { careersRoutes } from './careers/routes.ts'
import type { ChatParts } from './chat/parts.ts'
import { chatRoutes } from './chat/routes.ts'
import type { Coedit } from './coedit/coedit.ts'
import { coeditRoutes } from './coedit/routes.ts'
import { type Config, isOnlyForThisMachine } from './config.ts'
import { consultantRoutes } from './consultants/routes.ts'
import { standingChanged } from './consultants/standing-changed.ts'
import { employerRoutes } from './employers/routes.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import type { Identify } from './http/actor.ts'
import type { Bind } from './http/bind.ts'
import type { Limits } from './http/limits.ts'
import { importRoutes } from './imports/routes.ts'
import { interviewRoutes } from './interviews/routes.ts'
import type { SharedJournal } from './journal/journal.ts'
import type { Kits } from './kits/derive.ts'
import { kitRoutes } from './kits/routes.ts'
import { languageRoutes } from './language/routes.ts'
import type { Log } from './log.ts'
import { mailDomain } from './notifications/message-id.ts'
import { notificationRoutes } from './notifications/routes.ts'
import type { Descriptions } from './postings/description.ts'
import { leaveJobs } from './postings/leave-jobs.ts'
import { seesPosting } from './postings/read-postings.ts'
import { postingRoutes, templateRoutes } from './postings/routes.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { productFeedbackRoutes } from './product-feedback/routes.ts'
import type { Realtime } from './realtime/realtime.ts'
import { feedRoutes } from './realtime/routes.ts'
import { createRenderPdf } from './reports/pdf/render-pdf.ts'
import { reportRoutes } from './reports/routes.ts'
import { reviewRoutes } from './review/routes.ts'
import { leavePanels } from './scorecards/leave-panels.ts'
import { scorecardRoutes } from './scorecards/routes.ts'
import { scoresSealed } from './scorecards/scores-sealed.ts'
import type { LinkSecrets } from './store/link-key.ts'
import type { Scope } from './store/scope.ts'
import { createSeals } from './store/seal.ts'
import { addOwner, membershipsOf } from './team/membership.ts'
import { teamRoutes } from './team/routes.ts'
import { demandedBy, limitsOf } from './team/security/session-limits.ts'

/** What the features are made of. */
export interface FeatureParts {
  readonly app: Hono
  readonly config: Config
  readonly log: Log
  readonly db: Db
  readonly scope: () => Scope
  readonly journal: SharedJournal
  readonly links: LinkSecrets
  readonly limits: Limits
  readonly sessions: Sessions
  readonly identify: Identify
  /** Ends what is open on this and every node with sessions that are no more. */
  readonly onSessionsEnded: Realtime['endSessions']
  readonly coedit: Coedit
  readonly kits: Kits
  readonly descriptions: Descriptions
  readonly analytics: AnalyticsParts
  readonly chat: ChatParts
  readonly readText: ReadText
  readonly catalogues: Catalogues
  readonly mayMail: AlertParts['mayMail']
  readonly publicUrl: () => string
}

/** Gives every call of the contract to the feature that answers it. */
export function bindFeatures(bind: Bind, parts: FeatureParts): void {
  const { app, config, log, db, scope, journal, links, limits, sessions, identify, onSessionsEnded } = parts
  const { coedit, kits, descriptions, analytics, chat, readText, catalogues, mayMail, publicUrl } = parts
  const trustProxy = config.TRUST_PROXY
  const maxBodyBytes = config.LIMIT_BODY_BYTES
  const secureCookies = config.PUBLIC_URL?.startsWith('https:') ?? false
  const loginFailures = config.LIMIT_LOGIN_FAILURES
  const seals = createSeals(links)
  const secondFactor = createSecondFactor(seals)
  const signIn = createSignIn({
    ...{ db, journal, sessions, membershipsOf, loginFailures, secureCookies, secondFactor, limitsOf },
  })
  authRoutes(bind, {
    ...{ db, log, sessions, signIn, membershipsOf, secureCookies, onSessionsEnded, seals, demandedBy },
  })
  employerRoutes(bind, { log, addOwner })
  teamRoutes(bind, {
    ...{ scope, journal, log, signIn, standingChanged, onSessionsEnded, links, sessions },
    ...{ seals, secureCookies, publicUrl },
    leaveWork: async (tx, actor, userId, jobIds) => {
      // First: whose jobs are taken away already is on no panel of an interview any more.
      await leavePanels(tx, actor, userId, jobIds)
      await leaveJobs(tx, actor, userId, jobIds)
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
  productFeedbackRoutes(bind)
  reportRoutes(bind, { scope, journal, books: analytics.books, renderPdf: createRenderPdf() })
  chatRoutes(bind, chat)
  notificationRoutes(bind, { scope, links, toPrivate: config.WEBHOOKS_TO_PRIVATE ?? isOnlyForThisMachine(config) })
  feedRoutes(bind, { journal, audiences })
  privacyRoutes(bind, { scope, links })
  alertRoutes(bind, { scope, journal, links, mayMail })
  careersRoutes(bind, { app, scope, journal, readText, links, catalogues, publicUrl })
}
