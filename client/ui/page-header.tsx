import type { ReactNode } from 'react'
import { useCrumb } from './crumbs.tsx'
import classes from './page-header.module.css'

/** The top of every page: its title, a sentence, what can be done here. It names the browser tab too. */
export function PageHeader(props: {
  title: string
  /** Its name in the browser's tab and the top bar, when the title is not one. */
  tab?: string
  aside?: ReactNode
  purpose?: ReactNode
  actions?: ReactNode
}) {
  const { title, tab = title, aside, purpose, actions } = props
  useCrumb(tab)
  return (
    <header className={classes.header}>
      <title>{`${tab} · ClearView`}</title>
      <div className={classes.words}>
        <h1 className={classes.title}>
          {title}
          {aside}
        </h1>
        {purpose ? <p className={classes.purpose}>{purpose}</p> : null}
      </div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </header>
  )
}
