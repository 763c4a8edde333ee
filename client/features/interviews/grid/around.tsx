import { Link } from 'wouter'
import type { PartyTime } from '../busy.ts'
import { clockOf } from '../hours.ts'
import { clockChange, type Day } from '../zone-days.ts'
import { lengthWords, spanWords } from '../zone-words.ts'
import { styleOf } from './block.tsx'
import css from './grid.module.css'
import type { Held } from './held.ts'
import type { Column } from './time-grid.tsx'

const weekdays = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' })

/** Of a day: its name, and how the clock jumps in its night. Of a person: their name, and how fresh their times are. */
export function ColumnHead(props: {
  readonly column: Column
  readonly parties: readonly PartyTime[]
  readonly zone: string
  readonly isToday: boolean
  readonly dayHref: (day: Day) => string
}) {
  const { column, parties, zone, isToday, dayHref } = props
  const { day, party, title } = column
  if (party !== null) {
    const tone = parties.findIndex(({ key }) => key === party)
    return (
      <div className={css.head}>
        <div className={`${css.partyName} ${css[`tone${Math.max(0, tone) % 6}`]}`} title={title}>
          <span className={css.dot} aria-hidden /> {title}
        </div>
      </div>
    )
  }
  const change = clockChange(day, zone)
  return (
    <div className={css.head}>
      <Link className={css.headLink ?? ''} href={dayHref(day)}>
        <span className="cv-visually-hidden">{title}</span>
        <span className={css.weekday} aria-hidden>
          {weekdays.format(Date.parse(`${day}T00:00:00Z`))}
        </span>
        <span className={css.date} aria-hidden data-today={isToday || undefined}>
          {Number(day.slice(8))}
        </span>
      </Link>
      {change === null ? null : (
        <div className={css.change}>
          clock {change > 0 ? 'forward' : 'back'} {lengthWords(Math.abs(change))}
        </div>
      )}
    </div>
  )
}

/** The hours at the side; the zone is in the corner above. */
export function Hours() {
  return (
    <div className={css.hours} aria-hidden>
      {Array.from({ length: 23 }, (_, index) => (
        <span key={clockOf((index + 1) * 60)} className={css.hour} style={{ top: `calc(var(--hour) * ${index + 1})` }}>
          {clockOf((index + 1) * 60)}
        </span>
      ))}
    </div>
  )
}

/** What is in the hand, where it would be, and what speaks against it. */
export function Ghost(props: { held: Held; zone: string; name: string | null; clash: string | null }) {
  const { held, zone, name, clash } = props
  const { place, span } = held
  return (
    <div className={css.ghost} style={styleOf(place)} data-clash={clash !== null || undefined} data-ghost="">
      {name !== null && <div className={css.ghostName}>{name}</div>}
      <div className={css.ghostTime}>{spanWords(span, zone)}</div>
      {clash === null ? null : <div className={css.ghostClash}>{clash}</div>}
    </div>
  )
}
