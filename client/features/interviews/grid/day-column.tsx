import { type MouseEvent, type ReactNode, useMemo } from 'react'
import type { Interview } from '#protocol/interviews'
import { without } from '../busy.ts'
import { lanesOf } from '../lanes.ts'
import { spanOf } from '../state-words.ts'
import { keyOf } from '../use-parties.ts'
import { boundsOf, clockAt, type Day, dayAt, minutesOfDay, type Place, placeIn } from '../zone-days.ts'
import { clockWords } from '../zone-words.ts'
import { Block, styleOf } from './block.tsx'
import css from './grid.module.css'
import type { Column, TimeGridProps } from './time-grid.tsx'

interface DayColumnProps extends TimeGridProps {
  readonly column: Column
  readonly now: number
  readonly heldId: string | null
  readonly onOpenClick: (id: string, event: MouseEvent) => void
  /** A finger on empty time, in minutes since midnight. */
  readonly onTap: (minutes: number) => void
  readonly children: ReactNode
}

interface Placed {
  /** An offer stands at each time it offers. */
  readonly id: string
  readonly interview: Interview
  readonly place: Place
}

/** What stands in a column: of a person's, only what they are part of. */
function placedIn(interviews: readonly Interview[], { day, party }: Column, zone: string): readonly Placed[] {
  return interviews.flatMap((interview): Placed[] => {
    const keys = [
      ...interview.interviewers.map(({ userId }) => keyOf('user', userId)),
      ...(interview.room === null ? [] : [keyOf('room', interview.room.id)]),
    ]
    if (party !== null && !keys.includes(party)) return []
    const span = spanOf(interview)
    const lasts = interview.durationMinutes * 60_000
    const spans =
      span === null
        ? interview.offeredTimes.map((time) => ({ from: Date.parse(time), to: Date.parse(time) + lasts }))
        : [span]
    return spans.flatMap((one): Placed[] => {
      const place = placeIn(one, day, zone, 20)
      return place === null ? [] : [{ id: `${interview.id}@${one.from}`, interview, place }]
    })
  })
}

/** One day, or one person's day: hours, busy times, interviews, and now. */
export function DayColumn(props: DayColumnProps) {
  const { column, zone, interviews, pending, glows, openId, canSchedule, hrefOf, heldId, now } = props
  const { day } = column
  const placed = useMemo(() => placedIn(interviews, column, zone), [interviews, column, zone])
  const lanes = useMemo(() => lanesOf(placed.map(({ id, place }) => ({ id, ...place }))), [placed])
  const isToday = dayAt(now, zone) === day
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a finger's way to what the button "Schedule…" and the key N do.
    <section
      className={css.column}
      data-column={column.key}
      data-drawable={canSchedule(null) || undefined}
      aria-label={column.title}
      onClick={(event) => {
        const isFinger = (event.nativeEvent as globalThis.PointerEvent).pointerType === 'touch'
        if (!isFinger || (event.target as HTMLElement).closest('[data-interview]')) return
        const box = event.currentTarget.getBoundingClientRect()
        props.onTap(((event.clientY - box.top) / box.height) * minutesOfDay)
      }}
    >
      <Behind {...props} />
      <ol className={css.list}>
        {placed.map(({ id, interview, place }) => (
          <Block
            key={id}
            {...{ interview, place, zone }}
            lane={lanes.get(id) ?? { at: 0, of: 1, wide: 1 }}
            href={hrefOf(interview.id)}
            isOpen={openId === interview.id}
            isHeld={heldId === interview.id}
            isPending={pending.has(interview.id)}
            glow={glows.get(interview.id) ?? null}
            canMove={canSchedule(interview)}
            onOpen={props.onOpenClick}
            onNear={props.onNear}
          />
        ))}
      </ol>
      {isToday && (
        <div
          className={css.now}
          style={{ top: `calc(var(--hour) * ${clockAt(now, zone) / 60})` }}
          title={`Now, ${clockWords(now, zone)}`}
        />
      )}
      {props.children}
    </section>
  )
}

/** Behind the interviews: who does not work, and who is busy with what. */
function Behind({ column, parties, myHours, interviews, zone }: DayColumnProps) {
  const { day, party } = column
  const bounds = boundsOf(day, zone)
  const shown = party === null ? parties : parties.filter(({ key }) => key === party)
  const isBlock = new Set<string>(interviews.map(({ id }) => id))
  const tones = new Map(parties.map(({ key }, index) => [key, index % 6]))
  if (shown.length === 0) {
    return myHours === null ? null : <Shades day={day} zone={zone} working={myHours} lane={undefined} />
  }
  return shown.map(({ key, name, working, busy }, index) => {
    const lane = { at: index, of: shown.length, wide: 1 }
    return (
      <div key={key} aria-hidden>
        {working === null ? null : <Shades day={day} zone={zone} working={working} lane={lane} />}
        {busy.map((one) => {
          if (one.interviewId !== null && isBlock.has(one.interviewId)) return null
          const place = placeIn(one, day, zone)
          if (place === null || one.to <= bounds.from) return null
          return (
            <div
              key={`${one.from} ${one.to}`}
              className={`${css.busy} ${css[`tone${tones.get(key) ?? 0}`]}`}
              style={styleOf(place, lane)}
              data-kind={one.kind}
              title={`${name} is busy`}
            />
          )
        })}
      </div>
    )
  })
}

function Shades(props: { day: Day; zone: string; working: readonly { from: number; to: number }[]; lane: Lane }) {
  const { day, zone, working, lane } = props
  return without(boundsOf(day, zone), working).map((span) => {
    const place = placeIn(span, day, zone)
    return place === null ? null : (
      <div key={span.from} className={css.shade} style={styleOf(place, lane)} aria-hidden />
    )
  })
}

type Lane = Parameters<typeof styleOf>[1]
