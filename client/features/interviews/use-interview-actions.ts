import { useState } from 'react'
import { endpoints, type Interview, type InterviewConflict } from '#protocol/interviews'
import type { SoftReason } from '#protocol/scheduling'
import { useWrite } from '../../live/use-write.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { showDone, showFailure, showUndo } from '../../ui/toasts.ts'
import type { CalendarStore } from './calendar-store.ts'
import { conflictOf } from './refusal.ts'
import type { Pending } from './state.ts'
import { labelOf, spanOf } from './state-words.ts'
import type { Span } from './zone-days.ts'
import { momentWords } from './zone-words.ts'

/** A move that the server refused because somebody is not free. */
export interface Refusal extends InterviewConflict {
  readonly interview: Interview
  readonly wanted: Span
}

const iso = (at: number): string => new Date(at).toISOString()

/** What can be done to an interview: on screen at once, taken back visibly when it is refused. */
export function useInterviewActions(store: CalendarStore, zone: string) {
  const { employerId } = useMembership()
  const write = useWrite()
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  const paramsOf = ({ id, version }: Interview) => ({ params: { employerId, interviewId: id }, ifMatch: version })

  /** Sends a change that is shown already; answers the new record, or null when it was refused. */
  const send = async (
    interview: Interview,
    mine: Pending,
    request: () => Promise<Interview>,
    onRefused: (error: unknown) => void,
  ): Promise<Interview | null> => {
    store.pend(interview.id, mine)
    try {
      const after = await request()
      store.keep(after)
      store.settle(interview.id)
      return after
    } catch (error) {
      store.settle(interview.id, 'refused')
      // Somebody was faster: what they did is shown, and mine is for me to decide again.
      if (error instanceof CallError && error.code === 'version-mismatch') void store.readOne(interview.id)
      onRefused(error)
      return null
    }
  }
  const complain = (title: string) => (error: unknown) => showFailure({ title, message: messageOf(error) })

  const move = async (interview: Interview, to: Span, despite: SoftReason[] = [], isUndo = false) => {
    setRefusal(null)
    const before = spanOf(interview)
    const minutes = Math.round((to.to - to.from) / 60_000)
    const body = {
      interviewTime: iso(to.from),
      ...(minutes === interview.durationMinutes ? {} : { durationMinutes: minutes }),
      ...(despite.length > 0 ? { despite } : {}),
    }
    const who = labelOf(interview)
    const after = await send(
      interview,
      { startsAt: iso(to.from), endsAt: iso(to.to), durationMinutes: minutes },
      () => write(endpoints.changeInterview, { ...paramsOf(interview), body }, `Move the interview with ${who}`),
      (error) => {
        const conflict = conflictOf(error)
        if (conflict) setRefusal({ ...conflict, interview, wanted: to })
        else complain(`The interview with ${who} was not moved`)(error)
      },
    )
    if (!after) return
    const message = `${who}: ${momentWords(to.from, zone)}. Everybody is told.`
    if (isUndo || before === null) showDone(message)
    // Everybody was told already: going back is another move, whatever spoke against that time before.
    else
      showUndo({
        message,
        onUndo: () => void move(after, before, ['outside-hours', 'buffer', 'load', 'external'], true),
      })
  }

  const act = async (
    interview: Interview,
    mine: Pending,
    label: string,
    request: () => Promise<Interview>,
    done: string,
  ) => {
    const after = await send(interview, mine, request, complain(`${label}: not saved`))
    if (after) showDone(done)
    return after !== null
  }
  const noteDone = (interview: Interview) => {
    const words = `The interview with ${labelOf(interview)} took place.`
    return act(interview, { state: 'done' }, words, () => write(endpoints.noteDone, paramsOf(interview), words), words)
  }
  const noteNoShow = (interview: Interview) => {
    const words = `${labelOf(interview)} did not come.`
    const request = () => write(endpoints.noteNoShow, paramsOf(interview), words)
    return act(interview, { state: 'no-show' }, words, request, words)
  }
  const cancel = (interview: Interview, reason: string) => {
    const label = `Cancel the interview with ${labelOf(interview)}`
    return act(
      interview,
      { state: 'cancelled' },
      label,
      () => write(endpoints.cancelInterview, { ...paramsOf(interview), body: { reason } }, label),
      `Cancelled. ${labelOf(interview)} and the interviewers are told.`,
    )
  }
  const reply = (interview: Interview, answer: 'accepted' | 'declined') =>
    act(
      interview,
      {},
      'Your answer',
      () =>
        write(endpoints.replyToInterview, { ...paramsOf(interview), body: { reply: answer } }, 'Answer an interview'),
      answer === 'accepted'
        ? 'You said that you come.'
        : 'You said that you cannot come. The interview stays until it is moved.',
    )
  return {
    refusal,
    forgetRefusal: () => setRefusal(null),
    move,
    cancel,
    reply,
    noteDone,
    noteNoShow,
  }
}

export type InterviewActions = ReturnType<typeof useInterviewActions>
