import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react'
import { type Live, useIsLive } from './live.ts'
import { useLiveContext } from './live-context.tsx'
import type { FeedEvent } from './live-feed.ts'
import { LiveValue, type LiveValueState } from './live-value.ts'
import { createStore } from './store.ts'
import { useJoined } from './use-joined.ts'
import { whenBack } from './when-back.ts'

export interface UseLiveOptions<State> {
  /** What is shown; another key starts over. */
  readonly key: string
  readonly load: (signal: AbortSignal) => Promise<State>
  /** Applies one feed entry. The newest version wins: an entry the state contains already must change nothing. */
  readonly apply: (state: State, event: FeedEvent) => State
}

export type LiveHandle<State> = Live<State> & {
  /** Shows a change of one's own at once, before the server has answered. */
  readonly update: (change: (state: State) => State) => void
  readonly reload: () => void
}

/** A snapshot that is read after the feed was joined and then kept by its entries. For what is small: `useLiveQuery`. */
export function useLive<State>({ key, load, apply }: UseLiveOptions<State>): LiveHandle<State> {
  const { feed } = useLiveContext()
  const mayRead = useJoined()
  const isLive = useIsLive()
  const latestLoad = useEffectEvent(load)
  const latestApply = useEffectEvent(apply)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key or feed is another value.
  const store = useMemo(() => createStore<LiveValueState<State>>({ status: 'loading' }), [key, feed])
  const holder = useMemo(() => ({ value: null as LiveValue<State, FeedEvent> | null, store }), [store])

  useEffect(() => {
    if (!mayRead) return
    const value = new LiveValue<State, FeedEvent>(
      { load: (signal) => latestLoad(signal), apply: (state, event) => latestApply(state, event) },
      () => holder.store.set(value.state),
    )
    holder.value = value
    const stop = feed.listen({
      onEvents: (events) => {
        for (const event of events) value.receive(event)
      },
      onReset: () => void value.load(),
    })
    const stopWaiting = whenBack(() => {
      if (value.state.status === 'failed') void value.load()
    })
    void value.load()
    return () => {
      stop()
      stopWaiting()
      value.dispose()
    }
  }, [mayRead, feed, holder])

  const state = useSyncExternalStore(store.subscribe, store.get)
  const actions = useMemo(
    () => ({
      update: (change: (state: State) => State) => holder.value?.update(change),
      reload: () => void holder.value?.load(),
    }),
    [holder],
  )
  if (state.status === 'loading') return { status: 'loading', ...actions }
  if (state.status === 'failed') return { status: 'failed', error: state.error, retry: actions.reload, ...actions }
  return { status: isLive ? 'live' : 'stale', data: state.data, ...actions }
}
