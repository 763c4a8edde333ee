import { type CSSProperties, type MouseEvent, memo } from 'react'
import type { Interview } from '#protocol/interviews'
import { beside } from '../../../ui/beside.ts'
import type { Glow } from '../calendar-store.ts'
import type { Lane } from '../lanes.ts'
import { stateIcons } from '../state-icons.ts'
import { canBeMoved, labelOf, placeOf, spanOf, spokenInterview, stateWords } from '../state-words.ts'
import type { Place } from '../zone-days.ts'
import { spanWords } from '../zone-words.ts'
import css from './grid.module.css'

interface BlockProps {
  readonly interview: Interview
  readonly place: Place
  readonly lane: Lane
  readonly zone: string
  readonly href: string
  readonly isOpen: boolean
  readonly isHeld: boolean
  readonly isPending: boolean
  readonly glow: Glow | null
  readonly canMove: boolean
  readonly onOpen: (id: string, event: MouseEvent) => void
  readonly onNear: (id: string) => void
}

/** Where a place is in its column, as CSS. */
export const styleOf = ({ top, bottom }: Place, lane: Lane = { at: 0, of: 1, wide: 1 }): CSSProperties => ({
  top: `calc(var(--hour) * ${top / 60})`,
  height: `calc(var(--hour) * ${(bottom - top) / 60} - 2px)`,
  left: `${(lane.at / lane.of) * 100}%`,
  width: `calc(${(lane.wide / lane.of) * 100}% - 2px)`,
})

/** One interview on the grid: a link to all about it, and a thing to drag. */
export const Block = memo(function Block(props: BlockProps) {
  const { interview, place, lane, zone, href, isOpen, isHeld, isPending, glow, canMove, onOpen, onNear } = props
  const { id, state, jobTitle } = interview
  const Icon = stateIcons[state]
  const isMovable = canMove && canBeMoved(interview)
  const minutes = place.bottom - place.top
  const span = spanOf(interview)
  const where = placeOf(interview)
  return (
    <li
      className={css.item}
      style={styleOf(place, lane)}
      title={spokenInterview(interview, zone)}
      data-interview={id}
      data-held={isHeld || undefined}
      data-pending={isPending || undefined}
      data-glow={glow ?? undefined}
    >
      <a
        className={css.block}
        href={href}
        draggable={false}
        data-state={state}
        data-size={minutes < 40 ? 'low' : minutes < 70 ? 'usual' : 'high'}
        data-movable={isMovable || undefined}
        aria-current={isOpen || undefined}
        aria-describedby={isMovable ? 'how-to-move' : undefined}
        onClick={(event) => onOpen(id, event)}
        onPointerEnter={() => onNear(id)}
        onFocus={() => onNear(id)}
      >
        <span className="cv-visually-hidden">{spokenInterview(interview, zone)}</span>
        <span className={css.blockTitle} aria-hidden>
          <Icon className={css.blockIcon} size={15} aria-hidden />
          <span className={css.blockName}>{labelOf(interview)}</span>
        </span>
        <span className={css.blockLine} aria-hidden>
          {beside(span === null ? stateWords[state] : spanWords(span, zone), jobTitle)}
        </span>
        <span className={css.blockLine} aria-hidden>
          {beside(span !== null && stateWords[state], where)}
        </span>
      </a>
      {isMovable && <span className={css.stretch} data-stretch="" aria-hidden />}
    </li>
  )
})
