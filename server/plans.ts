import { alertPlans } from './alerts/repository.ts'
import { fairnessPlan } from './analytics/fairness/repository.ts'
import { layoutPlan } from './analytics/layouts.ts'
import { analyticsPlans } from './analytics/repository.ts'
import { interviewEndPlan } from './answers/interview-ends.ts'
import { answerPlans } from './answers/repository.ts'
import { decisionPlan } from './applications/decisions/repository.ts'
import { hiringSettingsPlan } from './applications/hiring-settings/repository.ts'
import { lookPlan } from './applications/looks/looks-following.ts'
import { reminderPlan } from './applications/reminders/repository.ts'
import { applicationPlan } from './applications/repository.ts'
import { viewPlan } from './applications/views/repository.ts'
import { archivePlans } from './archive/repository.ts'
import { authPlans } from './auth/repository.ts'
import { candidatePlans } from './candidates/repository.ts'
import { chatPlans } from './chat/repository.ts'
import { coeditPlans } from './coedit/repository.ts'
import { ticketPlan } from './coedit/tickets.ts'
import { engagementPlan } from './consultants/engagements.ts'
import { profilePlan } from './consultants/profiles.ts'
import { demographicsPlan } from './demographics/repository.ts'
import { employerPlans } from './employers/repository.ts'
import { feedbackPlan } from './feedback/repository.ts'
import { idempotencyPlan } from './http/idempotency.ts'
import { importPlans } from './imports/repository.ts'
import { externalPlan } from './interviews/external/repository.ts'
import { feedPlan } from './interviews/feed/repository.ts'
import { calendarPlan } from './interviews/holds.ts'
import { hoursPlan } from './interviews/hours/repository.ts'
import { interviewPlan } from './interviews/repository.ts'
import { roomPlan } from './interviews/rooms/repository.ts'
import { journalPlan } from './journal/entry.ts'
import { kitPlans } from './kits/repository.ts'
import { kitTemplatePlan } from './kits/templates.ts'
import { languagePlans } from './language/repository.ts'
import { notificationPlans } from './notifications/inbox/repository.ts'
import { webhookPlans } from './notifications/webhooks/repository.ts'
import { postingPlan } from './postings/repository.ts'
import { tallyPlan } from './postings/tally.ts'
import { templatePlan } from './postings/templates/repository.ts'
import { productFeedbackPlan } from './product-feedback/repository.ts'
import { presencePlan } from './realtime/shared-presence.ts'
import { runPlans } from './reports/runs/repository.ts'
import { savedReportPlans } from './reports/saved/repository.ts'
import { scorecardPlans } from './scorecards/repository.ts'
import { outboxPlan } from './store/outbox.ts'
import type { CollectionPlan } from './store/scope.ts'
import { teamPlans } from './team/repository.ts'

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
  productFeedbackPlan,
  ...savedReportPlans,
  ...importPlans,
  ...archivePlans,
  ...analyticsPlans,
  fairnessPlan,
  layoutPlan,
]
