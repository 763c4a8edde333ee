import { unreadCount, useStored } from './current-hub.ts'
import classes from './unread-badge.module.css'

const shortened = (count: number): string => (count > 99 ? '99+' : String(count))

/** How many messages wait to be read, in all conversations. */
export function UnreadBadge() {
  const count = useStored(unreadCount)
  return count > 0 ? <UnreadCount count={count} /> : null
}

export function UnreadCount({ count }: { count: number }) {
  return (
    <span className={classes.badge}>
      {shortened(count)}
      <span className="cv-visually-hidden"> unread</span>
    </span>
  )
}
