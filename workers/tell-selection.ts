import type { JobPayload } from '#protocol/jobs'
import type { SelectionNews } from '../server/applications/tell-selection.ts'
import type { Handler } from './run-row.ts'

/** Null: the selection was taken back, or the person is not on the team any more. */
export type DescribeSelection = (about: JobPayload<'tell-selection'>) => Promise<SelectionNews | null>

/** Tells a colleague of a selection, once the time to undo it is over. Whether it still holds is asked at every attempt. */
export const tellSelection =
  (describe: DescribeSelection, sendMail: Handler<'send-mail'>): Handler<'tell-selection'> =>
  async (about, row) => {
    const news = await describe(about)
    if (!news) return
    const { to, ...data } = news
    await sendMail({ to, template: 'candidate-selected', data }, row)
  }
