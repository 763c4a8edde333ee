import { Badge } from '@mantine/core'
import { IconClock, IconMapPin, IconMessage2, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Interview, Reply } from '#protocol/interviews'
import { useMembership } from '../../../rest/membership.tsx'
import { exactTime } from '../../../ui/relative-time.ts'
import { spanOf } from '../state-words.ts'
import { useRooms } from '../use-parties.ts'
import { dayWords, lengthWords, momentWords, placeOfZone, spanInZone, spanWords, zoneWords } from '../zone-words.ts'
import css from './pane.module.css'

const replies: Readonly<Record<Reply, { words: string; color: string }>> = {
  none: { words: 'No answer yet', color: 'gray' },
  accepted: { words: 'Comes', color: 'indigo' },
  declined: { words: 'Cannot come', color: 'red' },
}

/** When, where, with whom, and what was said last. */
export function InterviewFacts({ interview, zone }: { interview: Interview; zone: string }) {
  const { interviewers, reason, rescheduleUntil, state } = interview
  const { user } = useMembership()
  const isOver = state === 'cancelled' || state === 'done' || state === 'no-show'
  return (
    <div className={css.facts}>
      <Fact icon={<IconClock size={20} />} label="When">
        <Time interview={interview} zone={zone} />
      </Fact>
      <Fact icon={<IconMapPin size={20} />} label="Where">
        <Where interview={interview} />
      </Fact>
      <Fact icon={<IconUsers size={20} />} label="Interviewers">
        <ul className={css.people}>
          {interviewers.map(({ userId, name, reply }) => (
            <li key={userId}>
              <span className={css.person}>{userId === user.id ? 'You' : (name ?? 'Somebody who left')}</span>
              <Badge color={replies[reply].color}>{replies[reply].words}</Badge>
            </li>
          ))}
        </ul>
      </Fact>
      {reason !== null && reason !== '' && (
        <Fact icon={<IconMessage2 size={20} />} label="Said last">
          “{reason}”
        </Fact>
      )}
      {!isOver && rescheduleUntil !== null && (
        <p className={css.quiet}>The candidate may move it until {exactTime(rescheduleUntil)}.</p>
      )}
    </div>
  )
}

function Fact({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <span className={css.factIcon} aria-hidden>
        {icon}
      </span>
      <div className={css.factWords}>
        <span className="cv-visually-hidden">{label}: </span>
        {children}
      </div>
    </div>
  )
}

/** In the zone of the page, and in that in which it was planned, when the two differ at that moment. */
function Time({ interview, zone }: { interview: Interview; zone: string }) {
  const { timeZone, durationMinutes, offeredTimes } = interview
  const span = spanOf(interview)
  if (span === null) {
    return (
      <>
        <div>The candidate chooses among</div>
        <ul className={css.offers}>
          {offeredTimes.map((time) => (
            <li key={time}>
              {momentWords(Date.parse(time), zone)} {zoneWords(zone, Date.parse(time))}
            </li>
          ))}
        </ul>
      </>
    )
  }
  const there = spanWords(span, timeZone)
  return (
    <>
      <div className={css.strong}>{dayWords(span.from, zone)}</div>
      <time dateTime={interview.startsAt ?? ''}>{spanInZone(span, zone)}</time>
      <span className={css.quiet}> · {lengthWords(durationMinutes)}</span>
      {there !== spanWords(span, zone) && (
        <div className={css.quiet}>
          {there} in {placeOfZone(timeZone)}
        </div>
      )}
    </>
  )
}

function Where({ interview: { room, location } }: { interview: Interview }) {
  const rooms = useRooms()
  const known = 'data' in rooms ? rooms.data.items.find(({ id }) => id === room?.id) : undefined
  const name = known?.name ?? room?.name ?? ''
  const isLink = /^https?:\/\/\S+$/.test(location)
  return (
    <>
      {room !== null && <div className={css.strong}>{name}</div>}
      {known?.directions && <div className={css.quiet}>{known.directions}</div>}
      {location !== name &&
        (isLink ? (
          <a href={location} target="_blank" rel="noreferrer">
            {location}
          </a>
        ) : (
          <div>{location}</div>
        ))}
    </>
  )
}
