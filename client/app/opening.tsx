import { type CSSProperties, useEffect, useEffectEvent, useState } from 'react'
import { messageOf } from '../rest/call-error.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { Mark } from '../ui/mark.tsx'

/** When it was last on the page; zero: it has been there since the document came (client/index.html). */
let seenAt = 0
/** Between what is waited for first and what is waited for next there is no more than this, in milliseconds. */
const pause = 100

/** How long it has been seen without a break, in milliseconds: as one opening follows another, nothing blinks. */
function useWaited(): number {
  const [waited] = useState(() => {
    const now = performance.now()
    if (seenAt === 0) return now
    return now - seenAt < pause ? now : 0
  })
  useEffect(
    () => () => {
      seenAt = performance.now()
    },
    [],
  )
  return waited
}

/** Before anything is known; the mark appears only when it takes longer than a moment. */
export function Opening({ error, retry }: { error?: unknown; retry?: () => void }) {
  const tryAgain = useEffectEvent(() => retry?.())
  const hasFailed = error !== undefined
  const waited = useWaited()
  useEffect(() => {
    if (!hasFailed) return
    const timer = setInterval(() => tryAgain(), 5000)
    return () => clearInterval(timer)
  }, [hasFailed])
  const after = (ms: number): CSSProperties => ({ animationDelay: `${Math.max(0, ms - waited)}ms` })
  return (
    <main className={hasFailed ? 'cv-opening' : 'cv-opening cv-opening-plain'}>
      <h1 className="cv-visually-hidden">ClearView</h1>
      {hasFailed ? (
        <ErrorState
          title="ClearView does not answer"
          message={`${messageOf(error)} This page tries again by itself.`}
          {...(retry ? { retry } : {})}
        />
      ) : (
        <>
          <div className="cv-opening-mark" style={after(300)} role="status" aria-label="Opening ClearView">
            <Mark size={48} />
          </div>
          <p className="cv-opening-wait" style={after(4000)}>
            Still loading: the connection seems slow.
          </p>
        </>
      )}
    </main>
  )
}
