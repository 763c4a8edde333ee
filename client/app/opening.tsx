import { useEffect, useEffectEvent } from 'react'
import { messageOf } from '../rest/call-error.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { Mark } from '../ui/mark.tsx'
import classes from './opening.module.css'

/** Before anything is known; the mark appears only when it takes longer than a moment. */
export function Opening({ error, retry }: { error?: unknown; retry?: () => void }) {
  const tryAgain = useEffectEvent(() => retry?.())
  const hasFailed = error !== undefined
  useEffect(() => {
    if (!hasFailed) return
    const timer = setInterval(() => tryAgain(), 5000)
    return () => clearInterval(timer)
  }, [hasFailed])
  return (
    <main className={classes.opening}>
      <h1 className="cv-visually-hidden">ClearView</h1>
      {hasFailed ? (
        <ErrorState
          title="ClearView does not answer"
          message={`${messageOf(error)} This page tries again by itself.`}
          {...(retry ? { retry } : {})}
        />
      ) : (
        <div className={classes.mark} role="status" aria-label="Opening ClearView">
          <Mark size={48} />
        </div>
      )}
    </main>
  )
}
