import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useMembership } from '../../rest/membership.tsx'
import { refreshSession } from '../../rest/session.ts'
import type { SaveDescription } from '../../ui/save-badge.tsx'
import type { Denial } from './close-reasons.ts'
import { DocumentConnection, type DocumentFacts, type OpenDocument } from './open-document.ts'
import { describeSaving } from './save-state.ts'

/** What a page shows of a document: nothing yet, the truth, what is known without a connection, or why there is nothing. */
export type CoDocument =
  | { readonly status: 'loading' }
  /** Without a connection, and this browser has no copy. */
  | { readonly status: 'unreachable' }
  | { readonly status: 'live' | 'stale'; readonly document: OpenDocument; readonly saving: SaveDescription }
  /** The document stays on screen where there is one: words that could not be stored can be copied. */
  | {
      readonly status: 'denied'
      readonly reason: Denial
      readonly retry: () => void
      readonly document: OpenDocument | null
    }

const nothing: DocumentFacts = {
  link: 'connecting',
  unsaved: 0,
  isProven: false,
  isKept: true,
  hasContent: false,
  denial: null,
}
const never = () => () => undefined
const noFacts = () => nothing

/** Opens a document for as long as the component is on screen. */
export function useCoDocument(documentId: string, canWrite: boolean): CoDocument {
  const { user } = useMembership()
  const queries = useQueryClient()
  const [connection, setConnection] = useState<DocumentConnection | null>(null)

  // In an effect: React's strict mode mounts twice, and each mount must close what it opened.
  useEffect(() => {
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/coedit`
    const opened = new DocumentConnection({ userId: user.id, documentId, canWrite, url })
    setConnection(opened)
    return () => {
      setConnection(null)
      opened.close()
    }
  }, [user.id, documentId, canWrite])

  const facts = useSyncExternalStore(connection?.facts.subscribe ?? never, connection?.facts.get ?? noFacts)
  useAskingBeforeLeaving(facts.unsaved > 0 && (!facts.isKept || facts.denial !== null))

  // What may be seen has changed: the session says what is left. Another right opens the document anew.
  const { denial } = facts
  useEffect(() => {
    if (denial === null || connection === null) return
    refreshSession(queries).then(
      () => denial === 'signed-out' && connection.reconnect(),
      // Signed out: the page goes. Unreachable: the connection pill says so.
      () => undefined,
    )
  }, [denial, connection, queries])

  if (connection === null) return { status: 'loading' }
  const document = facts.hasContent ? connection : null
  if (denial !== null) return { status: 'denied', reason: denial, retry: () => connection.reconnect(), document }
  if (document === null) return { status: facts.link === 'lost' ? 'unreachable' : 'loading' }
  return {
    status: facts.link === 'open' ? 'live' : 'stale',
    document,
    saving: describeSaving({ ...facts, canWrite }),
  }
}

/** The browser asks before a page goes whose words exist nowhere else. */
function useAskingBeforeLeaving(asks: boolean): void {
  useEffect(() => {
    if (!asks) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [asks])
}
