import { type ReactNode, useEffect, useRef } from 'react'
import { PersonPicture } from '../../../ui/person-picture.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import css from './remarks.module.css'

interface CardProps {
  readonly label: string
  readonly isActive: boolean
  /** Its words are gone from the text. */
  readonly isAdrift: boolean
  readonly onPick: () => void
  readonly children: ReactNode
}

/** One remark. Pointing at it, or moving the focus into it, lights up its words in the text. */
export function Card({ label, isActive, isAdrift, onPick, children }: CardProps) {
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isActive) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    <article
      ref={card}
      className={`${css.card} ${isActive ? css.active : ''}`}
      aria-label={label}
      onFocus={onPick}
      onPointerDown={onPick}
    >
      {children}
      {isAdrift && <p className={css.adrift}>The words it was about are not in the text any more.</p>}
    </article>
  )
}

/** Who said it, and when. */
export function Byline({ name, at, aside }: { name: string; at: string; aside?: ReactNode }) {
  return (
    <div className={css.byline}>
      <PersonPicture name={name} size={24} />
      <span className={css.name}>{name}</span>
      <span className={css.when}>
        <TimeAgo at={at} />
      </span>
      {aside}
    </div>
  )
}
