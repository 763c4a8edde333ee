import { useEffect } from 'react'
import type { EmployerId } from '#protocol/ids'
import { useStored } from './current-hub.ts'
import type { Presence } from './presence.ts'
import classes from './presence-dot.module.css'

/** Whether somebody has a page open at this employer; null: not known now. */
export function useIsHere(presence: Presence, employerId: EmployerId, userId: string): boolean | null {
  useEffect(() => presence.follow(employerId), [presence, employerId])
  return useStored(presence.here).get(employerId)?.has(userId) ?? null
}

/** A dot on a picture; its words are read aloud, and stand beside the name where there is room. */
export function PresenceDot(props: { presence: Presence; employerId: EmployerId; userId: string }) {
  const isHere = useIsHere(props.presence, props.employerId, props.userId)
  if (isHere === null) return null
  return (
    <span className={classes.dot} data-here={isHere || undefined}>
      <span className="cv-visually-hidden">{isHere ? 'Here now. ' : 'Away. '}</span>
    </span>
  )
}
