import { useEffect, useEffectEvent } from 'react'
import type { FeedType } from '#protocol/feed'
import { useLiveContext } from './live-context.tsx'
import type { FeedEvent } from './live-feed.ts'

/** Hands over each visible entry of these types, in order, as long as the component is on screen. */
export function useFeedEntries<T extends FeedType>(types: readonly T[], handler: (event: FeedEvent<T>) => void): void {
  const { feed } = useLiveContext()
  const handle = useEffectEvent((events: readonly FeedEvent[]) => {
    for (const event of events) {
      // The list says which of the union's members get through.
      if ((types as readonly string[]).includes(event.type)) handler(event as FeedEvent<T>)
    }
  })
  useEffect(() => feed.listen({ onEvents: (events) => handle(events) }), [feed])
}
