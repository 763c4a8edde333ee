import type { Conflict, WorkingHours } from '#protocol/scheduling'
import { minute } from './clock.ts'
import type { Span } from './spans.ts'

/** Whose time an interview takes. */
export interface Party {
  readonly kind: Conflict['party']
  readonly id: string
  /** For sentences: `Noor Haddad`, `the room Blue`, `the candidate`. */
  readonly name: string
  /** Null: always open, as rooms and candidates are. */
  readonly hours: WorkingHours | null
  /** False: the hours are the usual ones, by which times are suggested and nobody is refused. */
  readonly hoursSet: boolean
  /**
   * Another record of the candidate. Its time decides too, and the interview is not written into it: once the two are
   * parted, nobody would find it there.
   */
  readonly isKin?: true
}

/** An interview in somebody's calendar. */
export interface Hold extends Span {
  readonly interviewId: string
}

/** What is known of a party's time around the times in question. */
export interface Occupied {
  readonly holds: readonly Hold[]
  readonly external: readonly Span[]
}

/** Free time that a person wants before and after each interview, in milliseconds: the longer of the two counts between two. */
export const marginOf = ({ hours }: Party): number =>
  hours === null ? 0 : Math.max(hours.bufferBeforeMinutes, hours.bufferAfterMinutes) * minute
