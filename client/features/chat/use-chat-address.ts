import { useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { ConversationId, MessageId } from '#protocol/ids'

type Aside = { readonly type: 'thread'; readonly rootId: MessageId } | { readonly type: 'search' } | null

/** What the address says beside the conversation, and how it is changed. */
export function useChatAddress(conversationId: ConversationId) {
  const search = useSearch()
  const [, navigate] = useLocation()
  return useMemo(() => {
    const path = `/messages/${encodeURIComponent(conversationId)}`
    const params = new URLSearchParams(search)
    const thread = params.get('thread')
    // An id out of an address is whatever the address says; the server judges.
    const aside: Aside = thread
      ? { type: 'thread', rootId: thread as MessageId }
      : params.has('find')
        ? { type: 'search' }
        : null
    return {
      aside,
      openThread: (rootId: MessageId) => navigate(`${path}?thread=${encodeURIComponent(rootId)}`),
      openSearch: () => navigate(`${path}?find`),
      closeAside: () => navigate(path),
    }
  }, [conversationId, search, navigate])
}
