import { Component, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { connection } from '../live/connection.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { NotLoadedYet } from './coming.tsx'

/** After a release, the parts an open page has not loaded yet are gone from the server. */
const isMissingPart = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|module script failed|Unable to preload/i.test(error.message)

const place = 'clearview.reloaded'
const tooSoon = 60_000

/** Loads the page again by itself as soon as that can help, but never twice in a row. */
function MissingPart() {
  const { link } = useSyncExternalStore(connection.subscribe, connection.get)
  useEffect(() => {
    if (link !== 'open') return
    const last = Number(sessionStorage.getItem(place) ?? 0)
    if (Date.now() - last < tooSoon) return
    sessionStorage.setItem(place, String(Date.now()))
    window.location.reload()
  }, [link])
  return link === 'open' ? (
    <ErrorState
      title="There is a newer ClearView"
      message="This page was opened before it was released. Load the page again."
      retry={() => window.location.reload()}
    />
  ) : (
    <NotLoadedYet />
  )
}

/** A mistake in one page must not take the frame with it. `resetKey` clears it, for instance at another address. */
export class ErrorBoundary extends Component<{ children: ReactNode; resetKey?: string }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidUpdate(before: { resetKey?: string }) {
    if (before.resetKey !== this.props.resetKey && this.state.error !== null) this.setState({ error: null })
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    return isMissingPart(error) ? (
      <MissingPart />
    ) : (
      <ErrorState
        title="This page stopped working"
        message="The mistake is ours. What was saved is safe; load the page again to go on."
        retry={() => window.location.reload()}
      />
    )
  }
}
