import { endpoints as alerts } from './alerts.ts'
import { endpoints as analytics } from './analytics.ts'
import { endpoints as answers } from './answers.ts'
import { endpoints as applications } from './applications.ts'
import { endpoints as archives } from './archives.ts'
import { endpoints as auth } from './auth.ts'
import { endpoints as boardViews } from './board-views.ts'
import { endpoints as candidates } from './candidates.ts'
import { endpoints as careers } from './careers.ts'
import { endpoints as chat } from './chat.ts'
import { endpoints as coedit } from './coedit.ts'
import { endpoints as consultants } from './consultants.ts'
import { endpoints as decisions } from './decisions.ts'
import { endpoints as demographics } from './demographics.ts'
import { endpoints as employers } from './employers.ts'
import { endpoints as fairness } from './fairness.ts'
import { endpoints as feed } from './feed-stream.ts'
import { endpoints as feedback } from './feedback.ts'
import { endpoints as imports } from './imports.ts'
import { endpoints as interviews } from './interviews.ts'
import { endpoints as kits } from './kits.ts'
import { endpoints as language } from './language.ts'
import { endpoints as notifications } from './notifications.ts'
import { endpoints as portalInterviews } from './portal-interviews.ts'
import { endpoints as postingTemplates } from './posting-templates.ts'
import { endpoints as postings } from './postings.ts'
import { endpoints as privacy } from './privacy.ts'
import { endpoints as productFeedback } from './product-feedback.ts'
import { endpoints as reminders } from './reminders.ts'
import { endpoints as reports } from './reports.ts'
import { endpoints as savedReports } from './saved-reports.ts'
import { endpoints as scheduling } from './scheduling.ts'
import { endpoints as scorecards } from './scorecards.ts'
import { endpoints as security } from './security.ts'
import { endpoints as team } from './team.ts'
import { endpoints as tokens } from './tokens.ts'
import { endpoints as twoFactor } from './two-factor.ts'
import { endpoints as webhooks } from './webhooks.ts'

/** Every REST call there is. */
export const endpoints = {
  ...auth,
  ...employers,
  ...team,
  ...tokens,
  ...twoFactor,
  ...security,
  ...consultants,
  ...chat,
  ...language,
  ...postings,
  ...postingTemplates,
  ...kits,
  ...coedit,
  ...careers,
  ...demographics,
  ...alerts,
  ...applications,
  ...decisions,
  ...reminders,
  ...interviews,
  ...scheduling,
  ...portalInterviews,
  ...feedback,
  ...answers,
  ...boardViews,
  ...candidates,
  ...scorecards,
  ...analytics,
  ...notifications,
  ...webhooks,
  ...reports,
  ...savedReports,
  ...imports,
  ...archives,
  ...fairness,
  ...feed,
  ...productFeedback,
  // Last: whoever calls all in order is gone then.
  ...privacy,
}
