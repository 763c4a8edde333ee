import type { ReactNode } from 'react'
import classes from './states.module.css'

/** Nothing here yet: one sentence of purpose, one next action. */
export function EmptyState(props: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
  compact?: boolean
}) {
  const { icon, title, children, action, compact } = props
  return (
    <div className={`${classes.state} ${compact ? classes.compact : ''}`}>
      {icon ? (
        <div className={classes.icon} aria-hidden="true">
          {icon}
        </div>
      ) : null}
      <h2 className={classes.title}>{title}</h2>
      {children ? <p className={classes.words}>{children}</p> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  )
}
