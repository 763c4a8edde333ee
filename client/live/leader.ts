/**
 * Runs in one tab of this browser at a time: `lead` is called once it is this tab's turn, and what it answers when the
 * turn ends. Where locks are missing (plain http beyond this machine) every tab leads.
 */
export function leadOneTab(name: string, lead: () => () => void): () => void {
  if (!('locks' in navigator)) return lead()
  const leaving = new AbortController()
  let release: () => void = () => undefined
  const untilLeft = new Promise<void>((resolve) => {
    release = resolve
  })
  navigator.locks
    .request(name, { signal: leaving.signal }, async () => {
      const stop = lead()
      await untilLeft
      stop()
    })
    // Leaving while still waiting for the turn is no failure.
    .catch((error: unknown) => {
      if (!leaving.signal.aborted) reportError(error)
    })
  return () => {
    leaving.abort()
    release()
  }
}
