import type { ReportType } from '#protocol/reports'
import { AppError } from '../app-error.ts'
import { applicationList } from './kinds/applications.ts'
import { consultants } from './kinds/consultants.ts'
import { pipeline } from './kinds/pipeline.ts'
import { postingList } from './kinds/postings.ts'
import { reviews } from './kinds/reviews.ts'
import { sources } from './kinds/sources.ts'
import { summary } from './kinds/summary.ts'
import type { Making, ReportContent } from './report.ts'

type Make = (making: Making) => Promise<ReportContent>

/** A new type of report is a line here and one in the protocol. */
const kinds: Readonly<Record<ReportType, Make>> = {
  summary,
  applications: applicationList,
  postings: postingList,
  pipeline,
  sources,
  reviews,
  consultants,
}

/**
 * The report as its reader may see it.
 * @throws {AppError} `no-report-data` when there is nothing for the criteria, an unknown posting among them
 */
export async function makeReport(
  making: Omit<Making, 'onProgress' | 'timeZone'> & Partial<Pick<Making, 'onProgress' | 'timeZone'>>,
): Promise<ReportContent> {
  const content = await kinds[making.criteria.type]({ onProgress: () => undefined, timeZone: 'UTC', ...making })
  if (content.rows.length === 0) {
    throw new AppError('no-report-data', 'There is nothing to report for these criteria. Choose a longer period.')
  }
  return content
}
