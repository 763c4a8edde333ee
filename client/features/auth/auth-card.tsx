import type { ReactNode } from 'react'
import { Mark } from '../../ui/mark.tsx'
import classes from './auth-card.module.css'

/** The one card of every page before signing in. */
export function AuthCard(props: { title: string; purpose?: ReactNode; children?: ReactNode; foot?: ReactNode }) {
  const { title, purpose, children, foot } = props
  return (
    <main className={classes.page}>
      <title>{`${title} · ClearView`}</title>
      <div className={classes.column}>
        <div className={classes.brand}>
          <Mark size={32} />
          ClearView
        </div>
        <div className={classes.card}>
          <h1 className={classes.title}>{title}</h1>
          {purpose ? <p className={classes.purpose}>{purpose}</p> : null}
          {children ? <div className={classes.body}>{children}</div> : null}
        </div>
        {foot ? <div className={classes.foot}>{foot}</div> : null}
      </div>
    </main>
  )
}
