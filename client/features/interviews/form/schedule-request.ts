import type { Interview } from '#protocol/interviews'
import { minutesOf } from '../hours.ts'
import { type Day, instantAt } from '../zone-days.ts'

/** The form as it stands, before anything is judged. */
export interface ScheduleValues {
  readonly applicationId: string | null
  /** `book`: at one time; `offer`: the candidate chooses among several. */
  readonly mode: 'book' | 'offer'
  /** As the browser's own fields give them. */
  readonly day: Day
  readonly clock: string
  readonly zone: string
  readonly minutes: number
  readonly interviewerIds: readonly string[]
  readonly roomId: string | null
  readonly location: string
  readonly rescheduleHours: number
  /** ISO 8601: the times that are offered. */
  readonly times: readonly string[]
}

export type ScheduleField = 'applicationId' | 'clock' | 'interviewerIds' | 'location' | 'times' | 'zone'

export interface FormProblem {
  /** Null: the whole. */
  readonly field: ScheduleField | null
  readonly message: string
}

/** The instant that the fields say, in milliseconds; null: there is none yet. */
export function startOf({ day, clock, zone }: Pick<ScheduleValues, 'day' | 'clock' | 'zone'>): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d:\d\d/.test(clock)) return null
  const at = instantAt(day, minutesOf(clock), zone)
  return Number.isNaN(at) ? null : at
}

/** The first thing that is not right, in the order of the form; null: it can be sent. */
export function problemOf(values: ScheduleValues, now: number): FormProblem | null {
  const { applicationId, mode, interviewerIds, times, roomId, location } = values
  if (applicationId === null) return { field: 'applicationId', message: 'Choose whom the interview is with.' }
  if (interviewerIds.length === 0) return { field: 'interviewerIds', message: 'Choose at least one interviewer.' }
  if (interviewerIds.length > 10) return { field: 'interviewerIds', message: 'At most ten interviewers.' }
  if (mode === 'book') {
    const start = startOf(values)
    if (start === null) return { field: 'clock', message: 'Choose a day and a time.' }
    if (start < now) return { field: 'clock', message: 'This time is past. Choose one to come.' }
  } else {
    if (times.length === 0) return { field: 'times', message: 'Offer at least one time.' }
    if (times.length > 10) return { field: 'times', message: 'At most ten times.' }
    if (times.some((time) => Date.parse(time) < now)) return { field: 'times', message: 'One of the times is past.' }
  }
  if (roomId === null && location.trim() === '') {
    return { field: 'location', message: 'Say where: a room, an address or a link.' }
  }
  return null
}

/** The parts of a request that booking, offering and changing share. */
export function partiesOf(values: ScheduleValues, roomName: string | null) {
  const { minutes, interviewerIds, roomId, zone, rescheduleHours, location } = values
  return {
    durationMinutes: minutes,
    interviewerIds: interviewerIds as Interview['createdBy'][],
    roomId: roomId as NonNullable<Interview['room']>['id'] | null,
    timeZone: zone,
    rescheduleHours,
    // A room says where by itself.
    location: location.trim() === '' ? (roomName ?? '') : location.trim(),
  }
}

const fields: Readonly<Record<string, ScheduleField>> = {
  candidateId: 'applicationId',
  jobId: 'applicationId',
  interviewTime: 'clock',
  durationMinutes: 'clock',
  interviewerIds: 'interviewerIds',
  location: 'location',
  roomId: 'location',
  times: 'times',
  timeZone: 'zone',
}

/** The server's complaint at the field that it belongs to. */
export function fromServer(errors: readonly { readonly path: string; readonly message: string }[]): FormProblem | null {
  for (const { path, message } of errors) {
    const field = fields[path.split('.')[0] ?? '']
    if (field) return { field, message }
  }
  return null
}
