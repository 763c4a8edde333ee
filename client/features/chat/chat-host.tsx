import { useEffect, useMemo } from 'react'
import type { SignedInUser } from '#protocol/auth'
import { connection } from '../../live/connection.ts'
import { leadOneTab } from '../../live/leader.ts'
import { useLine } from '../../live/line-context.tsx'
import { useFeedEntries } from '../../live/use-feed-entries.ts'
import { whenSeenAgain } from '../../live/when-seen-again.ts'
import { currentHub, unreadCount, useStored } from './current-hub.ts'
import { ChatHub } from './hub.ts'
import { unreadIn } from './list-state.ts'
import type { TabNews } from './outbox.ts'
import { fallBackToMemory, outgoingStore } from './outgoing-store.ts'
import { countUnsent } from './unsent.ts'
import { useTitleCount } from './use-title-count.ts'

const store = fallBackToMemory(outgoingStore())

/**
 * Follows the conversations of whoever is signed in and sends what waits, on whatever page they are. Shows nothing.
 * `isInside`: an employer is open, whose feed tells when engagements begin and end.
 */
export default function ChatHost({ user, isInside }: { user: SignedInUser; isInside: boolean }) {
  const { line } = useLine()
  const { id, name, kind } = user
  const parts = useMemo(() => {
    const tabs = new BroadcastChannel(`clearview.chat.${id}`)
    const tell = (news: TabNews) => tabs.postMessage(news)
    return { tabs, hub: new ChatHub({ me: { id, name, kind }, line, store, tell }) }
  }, [id, name, kind, line])

  useEffect(() => {
    const { hub, tabs } = parts
    const hear = ({ data }: MessageEvent<TabNews>) => hub.outbox.heard(data)
    tabs.addEventListener('message', hear)
    const stopHub = hub.start()
    void hub.outbox.refresh()
    const stopLeading = leadOneTab(`clearview.chat.${id}`, hub.outbox.lead)
    const stopWatching = whenSeenAgain(() => hub.check())
    const stopCounting = hub.list.subscribe(() => {
      const list = hub.list.get()
      if (list.status === 'loaded') unreadCount.set(unreadIn(list.data))
    })
    const stopUnsent = countUnsent(hub.outbox.view, () => line.isOpen)
    currentHub.set(hub)
    return () => {
      if (currentHub.get() === hub) currentHub.set(null)
      unreadCount.set(0)
      tabs.removeEventListener('message', hear)
      for (const stop of [stopUnsent, stopCounting, stopWatching, stopLeading, stopHub]) stop()
      connection.set((facts) => ({ ...facts, unsent: 0 }))
    }
  }, [parts, id, line])

  useTitleCount(useStored(unreadCount))
  return isInside ? <EngagementNews hub={parts.hub} /> : null
}

function EngagementNews({ hub }: { hub: ChatHub }) {
  useFeedEntries(['engagement.accepted', 'engagement.ended', 'engagement.changed', 'person.renamed'], () =>
    hub.changed(),
  )
  return null
}
