import { useEffect } from 'react'
import { currentView, leaveView } from '../rest/view-as.ts'
import classes from './view-banner.module.css'

/** Says as whom one looks, all the time, and leads back. */
export function ViewBanner() {
  const view = currentView()
  const expiresAt = view?.expiresAt
  useEffect(() => {
    if (expiresAt === undefined) return
    const timer = setTimeout(leaveView, Date.parse(expiresAt) - Date.now())
    return () => clearTimeout(timer)
  }, [expiresAt])
  if (!view) return null
  return (
    <>
      <div className={classes.room} aria-hidden="true" />
      <aside className={classes.banner} aria-label="You look as somebody else" data-bottom-bar>
        <span>
          You see what <strong>{view.label}</strong> sees. Nothing can be changed.
        </span>
        <button type="button" className={classes.leave} onClick={leaveView}>
          Leave this view
        </button>
      </aside>
    </>
  )
}
