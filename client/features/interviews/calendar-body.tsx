import { Skeleton } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { Interview } from '#protocol/interviews'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { useNow } from '../../ui/use-now.ts'
import { Agenda } from './agenda.tsx'
import type { PartyTime } from './busy.ts'
import type { CalendarStore, Snapshot } from './calendar-store.ts'
import { columnsFor } from './columns.ts'
import type { Beginning } from './form/beginning.ts'
import { TimeGrid } from './grid/time-grid.tsx'
import css from './interviews.module.css'
import { shownInterviews } from './state.ts'
import { spanOf } from './state-words.ts'
import type { Address, View } from './use-address.ts'
import { keyOf, type Party, useMyWorkingHours, usePartyTimes } from './use-parties.ts'
import { type Day, dayAt, overlaps, type Span } from './zone-days.ts'

interface CalendarBodyProps {
  readonly address: Address
  readonly view: View
  readonly days: readonly Day[]
  readonly range: Span
  readonly store: CalendarStore
  readonly snapshot: Snapshot
  readonly parties: readonly Party[]
  readonly times: readonly PartyTime[]
  readonly open: (id: string) => void
  readonly onDraw: (beginning: Omit<Beginning, 'zone'>) => void
  readonly onMove: (interview: Interview, to: Span) => void
}

/** The grid or the list, with what is loaded of it. */
export function CalendarBody(props: CalendarBodyProps) {
  const { address, view, days, range, store, snapshot, parties, times, open, onDraw, onMove } = props
  const { zone, chosen, interviewId, hrefOf } = address
  const { user, may } = useMembership()
  const { state, glows, load } = snapshot
  const [near, setNear] = useState<string | null>(null)
  const all = useMemo(() => shownInterviews(state), [state])
  const { from, to } = range
  const interviews = useMemo(
    () => all.filter((one) => isWithin(one, { from, to }) && isOfChosen(one, chosen)),
    [all, chosen, from, to],
  )
  // Nobody chosen: whoever draws would have themselves as the interviewer.
  const mine = [keyOf('user', user.id)]
  const nearby = near === null ? undefined : state.records.get(near)
  const others = chosen.length > 0 ? times.map(({ key }) => key) : mine
  const concerned = usePartyTimes(nearby ? keysOf(nearby) : others, range)
  const myHours = useMyWorkingHours(range, chosen.length === 0)
  const today = dayAt(useNow(), zone)
  const columns = useMemo(
    () => columnsFor({ view, days, chosen, parties, times, interviews, zone, today }),
    [view, days, chosen, parties, times, interviews, zone, today],
  )
  if (load.status === 'failed' && interviews.length === 0) {
    return (
      <ErrorState
        title="The interviews did not load"
        message={messageOf(load.error)}
        retry={() => void store.reload()}
      />
    )
  }
  const isLoading = load.status === 'loading' && interviews.length === 0
  const canSchedule = (interview: Interview | null) =>
    interview === null ? may('interview.schedule') : may('interview.schedule', interview.jobId)
  if (view === 'agenda') {
    if (isLoading) return <AgendaSkeleton />
    if (interviews.length === 0) return <NothingHere canSchedule={canSchedule(null)} onSchedule={() => onDraw({})} />
    return (
      <Agenda
        {...{ interviews, days, zone, glows }}
        openId={interviewId}
        hrefOf={(id) => hrefOf({ interview: id })}
        onOpen={open}
      />
    )
  }
  return (
    <>
      {isLoading && (
        <p className={css.loading} role="status">
          Loading the interviews…
        </p>
      )}
      <TimeGrid
        {...{ columns, zone, interviews, glows, concerned, canSchedule }}
        pending={state.pending}
        parties={times}
        myHours={chosen.length === 0 ? myHours : null}
        openId={interviewId}
        hrefOf={(id) => hrefOf({ interview: id })}
        dayHref={(day) => hrefOf({ view: 'day', day })}
        onOpen={open}
        onNear={setNear}
        onDraw={(span, party) => onDraw(drawn(span, party))}
        onMove={(id, to) => {
          const interview = state.records.get(id)
          if (interview) onMove(interview, to)
        }}
      />
    </>
  )
}

function drawn({ from, to }: Span, party: string | null): Omit<Beginning, 'zone'> {
  const time = { at: new Date(from).toISOString(), minutes: Math.round((to - from) / 60_000) }
  if (party === null) return time
  const [kind, id = ''] = party.split(' ')
  return kind === 'room' ? { ...time, roomId: id } : { ...time, interviewerIds: [id] }
}

const keysOf = ({ interviewers, room }: Interview): readonly string[] => [
  // Who left has no times to ask for.
  ...interviewers.flatMap(({ userId, name }) => (name === null ? [] : [keyOf('user', userId)])),
  ...(room === null ? [] : [keyOf('room', room.id)]),
]

const isOfChosen = (interview: Interview, chosen: readonly string[]): boolean =>
  chosen.length === 0 || keysOf(interview).some((key) => chosen.includes(key))

function isWithin(interview: Interview, range: Span): boolean {
  const span = spanOf(interview)
  return span === null ? interview.state === 'proposed' : overlaps(span, range)
}

function NothingHere({ canSchedule, onSchedule }: { canSchedule: boolean; onSchedule: () => void }) {
  return (
    <EmptyState
      icon={<IconCalendarOff size={24} />}
      title="No interviews these days"
      action={
        canSchedule ? (
          <button type="button" className={css.textButton} onClick={onSchedule}>
            Schedule one
          </button>
        ) : null
      }
    >
      Interviews appear here the moment they are scheduled, and change as soon as somebody answers.
    </EmptyState>
  )
}

function AgendaSkeleton() {
  return (
    <div className={css.agenda} role="status" aria-label="Loading the interviews">
      {[0, 1, 2, 3, 4].map((row) => (
        <div className={css.rowLink} key={row}>
          <Skeleton height={14} width={96} />
          <Skeleton height={28} width={28} />
          <div className={css.rowWords}>
            <Skeleton height={14} width="45%" mb={6} />
            <Skeleton height={12} width="65%" />
          </div>
          <Skeleton height={14} width={110} />
        </div>
      ))}
    </div>
  )
}
