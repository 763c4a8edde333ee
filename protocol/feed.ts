import type { z } from 'zod'
import * as answers from './answers.ts'
import * as applications from './applications.ts'
import * as boardViews from './board-views.ts'
import * as candidates from './candidates.ts'
import * as coedit from './coedit.ts'
import * as consultants from './consultants.ts'
import * as decisions from './decisions.ts'
import * as employers from './employers.ts'
import * as feedback from './feedback.ts'
import * as imports from './imports.ts'
import * as interviews from './interviews.ts'
import * as kits from './kits.ts'
import * as language from './language.ts'
import * as postingTemplates from './posting-templates.ts'
import * as postings from './postings.ts'
import * as privacy from './privacy.ts'
import * as reminders from './reminders.ts'
import * as reports from './reports.ts'
import * as savedReports from './saved-reports.ts'
import * as scheduling from './scheduling.ts'
import * as scorecards from './scorecards.ts'
import * as team from './team.ts'

/** Every kind of entry in an employer's feed. Ids, states and versions only: never a name, an address or free text. */
export const feedEntries = {
  ...employers.entries,
  ...team.entries,
  ...consultants.entries,
  ...language.entries,
  ...postings.entries,
  ...postingTemplates.entries,
  ...kits.entries,
  ...coedit.entries,
  ...applications.entries,
  ...decisions.entries,
  ...reminders.entries,
  ...feedback.entries,
  ...answers.entries,
  ...interviews.entries,
  ...scheduling.entries,
  ...boardViews.entries,
  ...candidates.entries,
  ...privacy.entries,
  ...scorecards.entries,
  ...reports.entries,
  ...savedReports.entries,
  ...imports.entries,
}
export type FeedType = keyof typeof feedEntries
export type FeedData<T extends FeedType> = z.infer<(typeof feedEntries)[T]>

export type { FeedActor, FeedEntry, FeedHint, Hint } from './feed-stream.ts'
