import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useMembership } from '../../rest/membership.tsx'
import { refreshSession } from '../../rest/session.ts'
import type { Denial } from './close-reasons.ts'
import { DocumentConnection, type OpenDocument } from './open-document.ts'
import { useFact } from './use-fact.ts'

/** What a page shows of a document: nothing yet, the truth, what is known without a connection, or why there is nothing. */
export type CoDocument =
  | { readonly status: 'loading' }
  /** Without a connection, and this browser has no copy. */
  | { readonly status: 'unreachable' }
  | { readonly status: 'live' | 'stale'; readonly document: OpenDocument }
  /** The document stays on screen where there is one: words that could not be stored can be copied. */
  | {
      readonly status: 'denied'
      readonly reason: Denial
      readonly retry: () => void
      readonly document: OpenDocument | null
    }

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

  const facts = connection?.facts
  const link = useFact(facts, (now) => now.link)
  const hasContent = useFact(facts, (now) => now.hasContent)
  const denial = useFact(facts, (now) => now.denial)
  useAskingBeforeLeaving(useFact(facts, (now) => now.unsaved > 0 && (!now.isKept || now.denial !== null)))

  // What may be seen has changed: the session says what is left. Another right opens the document anew.
  useEffect(() => {
    if (denial === null || connection === null) return
    refreshSession(queries).then(
      () => denial === 'signed-out' && connection.reconnect(),
      // Signed out: the page goes. Unreachable: the connection pill says so.
      () => undefined,
    )
  }, [denial, connection, queries])

  if (connection === null) return { status: 'loading' }
  const document = hasContent ? connection : null
  if (denial !== null) return { status: 'denied', reason: denial, retry: () => connection.reconnect(), document }
  if (document === null) return { status: link === 'lost' ? 'unreachable' : 'loading' }
  return { status: link === 'open' ? 'live' : 'stale', document }
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
