import { useState } from 'react'
import { endpoints, type Interview, type InterviewConflict } from '#protocol/interviews'
import type { SoftReason } from '#protocol/scheduling'
import { useWrite } from '../../../live/use-write.ts'
import { call } from '../../../rest/call.ts'
import { CallError, messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { useIntentionKey } from '../../../rest/use-intention-key.ts'
import { clockOf } from '../hours.ts'
import { conflictOf } from '../refusal.ts'
import { labelOf, overtakenWords } from '../state-words.ts'
import { addDays, clockAt, type Day, dayAt, weekOf } from '../zone-days.ts'
import type { Beginning } from './beginning.ts'
import {
  type FormProblem,
  fromServer,
  partiesOf,
  problemOf,
  type ScheduleField,
  type ScheduleValues,
  startOf,
} from './schedule-request.ts'
import type { InPlay } from './use-people-in-play.ts'

interface Options {
  readonly beginning: Beginning
  /** The interview that is changed, as it was when the form opened; null: a new one. */
  readonly interview: Interview | null
  readonly people: readonly InPlay[]
  readonly roomName: (roomId: string | null) => string | null
  readonly onDone: (interview: Interview) => void
}

/** What the form holds, and what becomes of it when it is sent. */
export function useScheduleForm({ beginning, interview: opened, people, roomName, onDone }: Options) {
  const { employerId, user } = useMembership()
  const write = useWrite()
  const keyFor = useIntentionKey()
  /** What was told of it last: what is saved is put over that, and over nothing newer. */
  const [interview, setInterview] = useState(opened)
  const [values, setValues] = useState(() => initialValues(beginning, interview, user.id))
  const [problem, setProblem] = useState<FormProblem | null>(null)
  const [conflict, setConflict] = useState<InterviewConflict | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  const change = (part: Partial<ScheduleValues>) => {
    setValues((current) => ({ ...current, ...part }))
    // Complaints were about what stood there; it is judged again when it is sent.
    setProblem(null)
    setConflict(null)
  }

  const request = (wanted: ScheduleValues, despite: SoftReason[]): Promise<Interview> => {
    const start = startOf(wanted)
    const parties = {
      ...partiesOf(wanted, roomName(wanted.roomId)),
      ...(despite.length > 0 ? { despite } : {}),
    }
    const time = start === null ? {} : { interviewTime: new Date(start).toISOString() }
    if (interview !== null) {
      const params = { employerId, interviewId: interview.id }
      const body = { ...parties, ...(interview.state === 'proposed' && wanted.mode === 'offer' ? {} : time) }
      const label = `Change the interview with ${labelOf(interview)}`
      return write(endpoints.changeInterview, { params, body, ifMatch: interview.version }, label)
    }
    const application = people.find((one) => one.application.id === wanted.applicationId)?.application
    if (!application) throw new Error('The form was sent without a candidate.')
    const { candidateId, jobId, candidate } = application
    const params = { employerId }
    const label = `Schedule an interview with ${candidate.code}`
    if (wanted.mode === 'offer') {
      const body = { candidateId, jobId, times: [...wanted.times], ...parties }
      return write(endpoints.offerInterview, { params, body, idempotencyKey: keyFor(body) }, label)
    }
    const body = { candidateId, jobId, interviewTime: new Date(start ?? 0).toISOString(), ...parties }
    return write(endpoints.scheduleInterview, { params, body, idempotencyKey: keyFor(body) }, label)
  }

  /** Somebody was faster: their change is told, and mine stays in the form. */
  const overtaken = async ({ id }: Interview): Promise<string> => {
    const now = await call(endpoints.readInterview, { params: { employerId, interviewId: id } })
    setInterview(now)
    return overtakenWords(now, values.zone)
  }
  const reasonOf = async (error: unknown): Promise<FormProblem> => {
    if (!(error instanceof CallError)) return { field: null, message: messageOf(error) }
    if (interview === null || error.code !== 'version-mismatch') {
      return fromServer(error.fields) ?? { field: null, message: messageOf(error) }
    }
    return { field: null, message: await overtaken(interview).catch(messageOf) }
  }

  const send = async (part: Partial<ScheduleValues> = {}, despite: SoftReason[] = []) => {
    if (isBusy) return
    const wanted = { ...values, ...part }
    setValues(wanted)
    const wrong = problemOf(wanted, Date.now())
    setProblem(wrong)
    setConflict(null)
    if (wrong) return
    setIsBusy(true)
    try {
      onDone(await request(wanted, despite))
    } catch (error) {
      const inTheWay = conflictOf(error)
      if (inTheWay) setConflict(inTheWay)
      else setProblem(await reasonOf(error))
    } finally {
      setIsBusy(false)
    }
  }

  /** Takes another time into the fields, in the zone of the form. */
  const timeOf = (iso: string): Pick<ScheduleValues, 'day' | 'clock'> => {
    const at = Date.parse(iso)
    return { day: dayAt(at, values.zone), clock: clockOf(clockAt(at, values.zone)) }
  }
  return {
    values,
    change,
    send,
    timeOf,
    conflict,
    isBusy,
    errorOf: (field: ScheduleField) => (problem?.field === field ? problem.message : null),
    problem: problem?.field === null ? problem.message : null,
  }
}

export type ScheduleFormState = ReturnType<typeof useScheduleForm>

function initialValues(beginning: Beginning, interview: Interview | null, me: string): ScheduleValues {
  const at = interview?.startsAt ?? interview?.offeredTimes[0] ?? beginning.at ?? null
  const { zone } = beginning
  const start = at === null ? null : Date.parse(at)
  return {
    applicationId: interview?.applicationId ?? beginning.applicationId ?? null,
    mode: interview?.state === 'proposed' ? 'offer' : 'book',
    // Nothing was pointed at: the next working day at ten is a place to begin.
    day: start === null ? nextWorkingDay(dayAt(Date.now(), zone)) : dayAt(start, zone),
    clock: start === null ? '10:00' : clockOf(clockAt(start, zone)),
    zone,
    minutes: interview?.durationMinutes ?? beginning.minutes ?? 60,
    interviewerIds: interview?.interviewers.map(({ userId }) => userId) ?? beginning.interviewerIds ?? [me],
    roomId: interview ? (interview.room?.id ?? null) : (beginning.roomId ?? null),
    location: interview?.location ?? '',
    rescheduleHours: hoursBefore(interview),
    times: interview?.offeredTimes ?? [],
  }
}

function nextWorkingDay(today: Day): Day {
  const tomorrow = addDays(today, 1)
  const friday = weekOf(tomorrow)[4] ?? tomorrow
  return tomorrow <= friday ? tomorrow : addDays(friday, 3)
}

/** Of an interview that has a time and an end for moving it; a day is usual. */
function hoursBefore(interview: Interview | null): number {
  if (!interview?.startsAt || !interview.rescheduleUntil) return 24
  return Math.round((Date.parse(interview.startsAt) - Date.parse(interview.rescheduleUntil)) / 3_600_000)
}
