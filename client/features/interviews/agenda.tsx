import type { MouseEvent } from 'react'
import type { Interview } from '#protocol/interviews'
import { beside } from '../../ui/beside.ts'
import { CodePicture } from '../../ui/candidate-badge.tsx'
import type { Glow } from './calendar-store.ts'
import css from './interviews.module.css'
import { stateIcons } from './state-icons.ts'
import { labelOf, placeOf, spanOf, stateWords, timesWords } from './state-words.ts'
import { type Day, dayAt } from './zone-days.ts'
import { dayWords, spanWords } from './zone-words.ts'

interface AgendaProps {
  readonly interviews: readonly Interview[]
  readonly days: readonly Day[]
  readonly zone: string
  readonly glows: ReadonlyMap<string, Glow>
  readonly openId: string | null
  readonly hrefOf: (id: string) => string
  readonly onOpen: (id: string) => void
}

/** The same as a list, day by day: for phones, for printing, and for whoever likes words better than boxes. */
export function Agenda({ interviews, days, zone, ...rest }: AgendaProps) {
  const today = dayAt(Date.now(), zone)
  const byDay = days.flatMap((day) => {
    const ofDay = interviews.filter((one) => {
      const span = spanOf(one)
      return span !== null && dayAt(span.from, zone) === day
    })
    return ofDay.length === 0 ? [] : [{ day, ofDay }]
  })
  const offered = interviews.filter(({ state }) => state === 'proposed')
  return (
    <div className={css.agenda}>
      {offered.length > 0 && (
        <section aria-labelledby="offered">
          <h3 id="offered" className={css.agendaDay}>
            Waiting for the candidate to choose
          </h3>
          <Rows interviews={offered} zone={zone} {...rest} />
        </section>
      )}
      {byDay.map(({ day, ofDay }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h3 id={`day-${day}`} className={css.agendaDay} data-today={day === today || undefined}>
            {day === today ? 'Today, ' : ''}
            {dayWords(Date.parse(`${day}T12:00:00Z`), 'UTC')}
          </h3>
          <Rows interviews={ofDay} zone={zone} {...rest} />
        </section>
      ))}
    </div>
  )
}

function Rows({ interviews, zone, glows, openId, hrefOf, onOpen }: Omit<AgendaProps, 'days'>) {
  const click = (id: string, event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onOpen(id)
  }
  return (
    <ul className={css.rows}>
      {interviews.map((one) => {
        const Icon = stateIcons[one.state]
        const span = spanOf(one)
        return (
          <li key={one.id} className={css.row} data-glow={glows.get(one.id)} data-interview={one.id}>
            <a
              className={css.rowLink}
              href={hrefOf(one.id)}
              aria-current={openId === one.id || undefined}
              data-state={one.state}
              onClick={(event) => click(one.id, event)}
            >
              <span className={css.rowTime}>
                {span === null ? timesWords(one.offeredTimes.length) : spanWords(span, zone)}
              </span>
              <CodePicture code={one.candidate.code} size={28} />
              <span className={css.rowWords}>
                <strong className={css.rowName}>{labelOf(one)}</strong>
                <span className={css.quiet}>{beside(one.jobTitle, placeOf(one))}</span>
              </span>
              <span className={css.rowState}>
                <Icon size={16} aria-hidden /> {stateWords[one.state]}
              </span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
