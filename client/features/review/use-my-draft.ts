import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { endpoints, type MyRatings, type Scorecard } from '#protocol/scorecards'
import { useIsLive } from '../../live/live.ts'
import { call } from '../../rest/call.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import type { SaveDescription } from '../../ui/save-badge.tsx'
import { bodyOf, shown } from './draft.ts'
import { DraftSaver } from './draft-saver.ts'

/** My ratings of one application as they are on screen, saved as I write. */
export function useMyDraft(applicationId: string, stored: MyRatings) {
  const { employerId, user } = useMembership()
  const queries = useQueryClient()
  const isLive = useIsLive()
  const [saver] = useState(() => {
    const params = { employerId, applicationId }
    const key = queryKeyOf(endpoints.readScorecard, { params })
    return new DraftSaver({
      userId: user.id,
      applicationId,
      send: (body, ifMatch) => call(endpoints.editMyRatings, { params, body, ifMatch }),
      read: async () => (await call(endpoints.readScorecard, { params })).mine,
      onStored: (mine) => queries.setQueryData(key, (card: Scorecard | undefined) => (card ? { ...card, mine } : card)),
    })
  })
  useEffect(() => {
    saver.enter()
    return () => saver.leave()
  }, [saver])
  useEffect(() => saver.receive(stored), [saver, stored])
  // What could not be sent goes on by itself when the connection is back.
  useEffect(() => {
    if (isLive) saver.retry()
  }, [saver, isLive])
  const state = useSyncExternalStore(saver.subscribe, saver.get)
  return {
    content: shown(state.stored ?? stored, state.changes),
    conflicts: state.conflicts,
    saving: describe(state.status, Object.keys(state.changes).length, state.isKept),
    set: saver.set,
    settle: saver.settle,
    flush: saver.flush,
    /** What the server does not have yet. */
    unsent: () => bodyOf(saver.get().changes),
  }
}

function describe(status: 'idle' | 'busy' | 'waiting' | 'refused', count: number, isKept: boolean): SaveDescription {
  if (status === 'refused') {
    return {
      kind: 'trouble',
      words: 'Not saved',
      meaning: 'The server did not take the last change. Load the page again.',
    }
  }
  if (status === 'waiting') {
    const words = `Offline (${count} change${count === 1 ? '' : 's'})`
    const meaning = 'Kept in this browser, and sent when the connection is back. You can go on.'
    return isKept
      ? { kind: 'offline', words, meaning }
      : {
          kind: 'trouble',
          words,
          meaning: 'This browser keeps nothing. Leave the page open until the connection is back.',
        }
  }
  if (count > 0 || status === 'busy') {
    return { kind: 'busy', words: 'Saving…', meaning: 'The server is storing your last changes.' }
  }
  return { kind: 'saved', words: 'Saved', meaning: 'Your draft is stored on the server. Nobody else can read it.' }
}
