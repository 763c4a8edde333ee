import type { Application } from '#protocol/applications'
import type { ScoreFilter } from '#protocol/board-views'
import type { FeedType } from '#protocol/feed'
import type { Stage } from '#protocol/postings'
import type { ScoreState, ScoreStates } from '#protocol/scorecards'
import type { FeedEvent } from '../../live/live-feed.ts'

export const scoreEntries = [
  'scorecard.assigned',
  'scorecard.submitted',
  'scorecard.revealed',
] as const satisfies readonly FeedType[]
type ScoreEvent = FeedEvent<(typeof scoreEntries)[number]>

/** How far the panel of one card is, for me. */
export interface ScoreView {
  readonly submitted: number
  readonly expected: number
  readonly revealed: boolean
  /** My ratings are missing, and it is time for them. */
  readonly waitsForMe: boolean
}

/** How far the panels of a board are. Never changed: another state is another object. */
export class Scores {
  readonly #usual: ScoreStates['usual']
  readonly #items: ReadonlyMap<string, ScoreState>

  constructor(usual: ScoreStates['usual'], items: ReadonlyMap<string, ScoreState>) {
    this.#usual = usual
    this.#items = items
  }

  static of({ usual, items }: ScoreStates): Scores {
    return new Scores(usual, new Map(items.map((item) => [item.applicationId, item])))
  }

  /** What was read, where entries have not overtaken it: of counts the newer version is right, of mine what was read. */
  read(states: ScoreStates): Scores {
    const items = states.items.map((item) => {
      const known = this.#items.get(item.applicationId)
      if (known === undefined || known.version <= item.version) return item
      return { ...known, mine: item.mine, due: item.due }
    })
    // Panels stay: what only an entry told of began after the reading.
    const isRead = new Set(items.map(({ applicationId }) => applicationId))
    const later = [...this.#items.values()].filter(({ applicationId }) => !isRead.has(applicationId))
    return Scores.of({ usual: states.usual, items: [...items, ...later] })
  }

  /** Whose ratings came in no entry says: `isUnsure` when mine may be among them, or I may be asked now. */
  apply({ type, data }: ScoreEvent): { scores: Scores; isUnsure: boolean } {
    const { applicationId, submitted, expected, version } = data
    const known = this.#items.get(applicationId)
    const mine = known?.mine ?? (this.#usual.asked ? 'asked' : 'not-asked')
    // The last submission and the reveal are one version, told in two entries.
    const revealed = type === 'scorecard.revealed' || known?.revealed === true
    if (known !== undefined && version <= known.version) {
      if (revealed === known.revealed) return { scores: this, isUnsure: false }
      return { scores: this.#with({ ...known, revealed }), isUnsure: false }
    }
    const item = { ...{ applicationId, submitted, expected, revealed, mine, version }, due: known?.due ?? false }
    return { scores: this.#with(item), isUnsure: type === 'scorecard.assigned' || mine === 'asked' }
  }

  #with(item: ScoreState): Scores {
    return new Scores(this.#usual, new Map(this.#items).set(item.applicationId, item))
  }

  view(
    { id, stage, status }: Pick<Application, 'id' | 'stage' | 'status'>,
    interviews: ReadonlySet<string>,
  ): ScoreView {
    const item = this.#items.get(id)
    const { submitted, expected, revealed } = item ?? { submitted: 0, expected: this.#usual.expected, revealed: false }
    const isAsked = item === undefined ? this.#usual.asked : item.mine === 'asked'
    const isInPlay = status === 'active' || status === 'on_hold'
    const waitsForMe = isAsked && isInPlay && (item?.due === true || interviews.has(stage))
    return { submitted, expected, revealed, waitsForMe }
  }
}

export const interviewsOf = (stages: readonly Stage[]): ReadonlySet<string> =>
  new Set(stages.filter(({ kind }) => kind === 'interview').map(({ id }) => id))

export const isSameScore = (a: ScoreView | null, b: ScoreView | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.submitted === b.submitted &&
    a.expected === b.expected &&
    a.revealed === b.revealed &&
    a.waitsForMe === b.waitsForMe)

/** Where nothing is known of scores, no card says that there are none. */
export function isScored(score: ScoreView | null, wanted: ScoreFilter): boolean {
  if (score === null) return false
  const { submitted, revealed, waitsForMe } = score
  if (wanted === 'mine') return waitsForMe
  if (wanted === 'revealed') return revealed
  return !revealed && (wanted === 'sealed' ? submitted > 0 : submitted === 0)
}

export const scoreWords: Readonly<Record<ScoreFilter, string>> = {
  nothing: 'No scorecard in',
  mine: 'Waiting for my scorecard',
  sealed: 'Some in, sealed',
  revealed: 'Scorecards revealed',
}

/** What a card says of it; null: nothing worth a word. */
export function scoreSentence(score: ScoreView | null): string | null {
  if (score === null) return null
  const { submitted, expected, revealed, waitsForMe } = score
  const counts = `${submitted} of ${expected} ${expected === 1 ? 'scorecard' : 'scorecards'} in`
  const said = revealed ? `${counts}, revealed` : submitted > 0 ? `${counts}, sealed` : null
  const parts = [said, waitsForMe ? 'yours is missing' : null].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(', ')
}
