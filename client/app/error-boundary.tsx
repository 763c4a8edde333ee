import { Component, type ReactNode } from 'react'
import { ErrorState } from '../ui/error-state.tsx'

/** After a release, the parts an open page has not loaded yet are gone from the server. */
const isMissingPart = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|module script failed|Unable to preload/i.test(error.message)

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
      <ErrorState
        title="There is a newer ClearView"
        message="This page was opened before it was released, or the connection is down. Load the page again."
        retry={() => window.location.reload()}
      />
    ) : (
      <ErrorState
        title="This page stopped working"
        message="The mistake is ours. What was saved is safe; load the page again to go on."
        retry={() => window.location.reload()}
      />
    )
  }
}
