import { useSyncExternalStore } from 'react'
import { createStore, type Store } from '../../live/store.ts'
import type { ChatHub } from './hub.ts'

/** The hub of whoever is signed in; null until its code is loaded, since no page needs it for its first sight. */
export const currentHub: Store<ChatHub | null> = createStore<ChatHub | null>(null)

/** What waits to be read, for the badge. */
export const unreadCount: Store<number> = createStore(0)

export const useStored = <State>(store: Store<State>): State => useSyncExternalStore(store.subscribe, store.get)
