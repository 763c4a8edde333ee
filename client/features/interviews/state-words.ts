import type { Interview, InterviewState } from '#protocol/interviews'
import { dayWords, spanInZone, spanWords } from './zone-words.ts'

export const stateWords: Readonly<Record<InterviewState, string>> = {
  proposed: 'Times offered',
  scheduled: 'Not confirmed yet',
  confirmed: 'Confirmed',
  declined: 'Declined',
  cancelled: 'Cancelled',
  'no-show': 'Did not come',
  done: 'Took place',
}

/** It can still be moved or called off. */
export const isOpen = ({ state }: Pick<Interview, 'state'>): boolean =>
  state === 'scheduled' || state === 'confirmed' || state === 'proposed' || state === 'declined'

/** It has a time that can be dragged to another. */
export const canBeMoved = (one: Pick<Interview, 'state' | 'startsAt'>): boolean =>
  one.startsAt !== null && (one.state === 'scheduled' || one.state === 'confirmed')

export const labelOf = ({ candidate }: Pick<Interview, 'candidate'>): string => candidate.name ?? candidate.code

/** Where, in as few words as can be. */
export const placeOf = ({ room, location }: Pick<Interview, 'room' | 'location'>): string =>
  room !== null && room.name !== '' ? room.name : location

/** What is said of one that has no time yet. When the candidate took none of them, no offer stands any more. */
export const offerWords = ({ offeredTimes }: Pick<Interview, 'offeredTimes'>): string =>
  offeredTimes.length === 0 ? 'Without a time' : `${timesWords(offeredTimes.length)} offered`

export const timesWords = (count: number): string => (count === 1 ? '1 time' : `${count} times`)

/** The span of an interview that has a time. */
export function spanOf({ startsAt, endsAt }: Pick<Interview, 'startsAt' | 'endsAt'>) {
  return startsAt === null || endsAt === null ? null : { from: Date.parse(startsAt), to: Date.parse(endsAt) }
}

/** Told to whoever changes an interview that somebody else has just changed. */
export function overtakenWords(now: Interview, zone: string): string {
  if (!isOpen(now)) return `It was changed in the meantime: ${stateWords[now.state].toLowerCase()}. Close this form.`
  const span = spanOf(now)
  const when = span === null ? null : `${dayWords(span.from, zone)}, ${spanWords(span, zone)}`
  const stands = [when ?? offerWords(now), placeOf(now)].filter((part) => part !== '').join(', ')
  return `Somebody changed it in the meantime: ${stands}. Your changes are kept here. Save again to put them over theirs.`
}

/** A block as a screen reader says it. */
export function spokenInterview(one: Interview, zone: string): string {
  const span = spanOf(one)
  return [
    labelOf(one),
    span === null ? null : `${dayWords(span.from, zone)}, ${spanInZone(span, zone)}`,
    stateWords[one.state],
    one.jobTitle,
    placeOf(one),
  ]
    .filter((part) => part !== null && part !== '')
    .join('. ')
}
