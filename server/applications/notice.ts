import type { Told } from './candidate-words.ts'
import type { StandingRecord } from './repository.ts'
import { toldOf } from './selection.ts'

/** For this long a decision can be undone before the candidate is told, in milliseconds. */
export const undoWindow = 10_000

/** What the candidate goes by, and the version of the change by which they hear of it; null: they know it already. */
export interface Believed extends Told {
  readonly stageSince: Date
  readonly news: number | null
}

/** Whether what the team decided last can still be undone. What candidates do themselves they know at once. */
export const isUndoable = ({ decision }: Pick<StandingRecord, 'decision'>, now: Date): boolean =>
  decision !== null && decision.by !== null && now.getTime() - decision.at.getTime() < undoWindow

/**
 * What was decided within the undo window is not known to the candidate yet. Measured against this, a decision that is
 * taken back leaves nothing to tell, and one followed by another change is still told.
 */
export function believedOf(before: StandingRecord, now: Date): Believed {
  const { believed, stageSince, news = null } = before
  if (!isUndoable(before, now) || !believed) return { ...toldOf(before), stageSince, news }
  return {
    ...{ ...believed, selected: believed.selected ?? false },
    ...{ stageSince: believed.stageSince ?? stageSince, news: believed.news ?? null },
  }
}

/**
 * What the notice about the change of a version tells, however late it is sent: where the application stands now, or
 * before a decision that can still be undone. Null: that change was undone, a later notice tells of what came after it,
 * or nobody can say any more whose application it was.
 */
export function noticeOf(application: StandingRecord, version: number, now: Date): Told | null {
  // Of a change from before this was kept only its version tells.
  const { news = application.version, believed, erasedAt } = application
  if (erasedAt) return null
  if (news === version) return toldOf(application)
  if (!isUndoable(application, now) || believed?.news !== version) return null
  return { ...believed, selected: believed.selected ?? false }
}
