import { useEffect, useMemo } from 'react'
import { endpoints, type MoveResult, mostMoves } from '#protocol/applications'
import { ApplicationId } from '#protocol/ids'
import { useLiveContext } from '../../live/live-context.tsx'
import type { FeedEvent } from '../../live/live-feed.ts'
import { useJoined } from '../../live/use-joined.ts'
import { useWrite } from '../../live/use-write.ts'
import { whenBack } from '../../live/when-back.ts'
import { call } from '../../rest/call.ts'
import { CallError } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { counted } from '../../ui/counted.ts'
import { BoardLoader } from './board-loader.ts'
import { BoardStore } from './board-store.ts'
import { Bursts } from './bursts.ts'
import { Moves } from './moves.ts'

const isRefused = (error: unknown, code: string) => error instanceof CallError && error.code === code

export interface LiveBoard {
  readonly store: BoardStore
  readonly loader: BoardLoader
  readonly moves: Moves
}

/** The board of one posting, filled and followed for as long as it is on screen. */
export function useBoard(jobId: string): LiveBoard {
  const { employerId, user } = useMembership()
  const { feed } = useLiveContext()
  const mayRead = useJoined()
  const write = useWrite()

  const board = useMemo(() => {
    const store = new BoardStore(jobId, user.id)
    const read = (applicationId: string) => call(endpoints.readApplication, { params: { employerId, applicationId } })
    const loader = new BoardLoader(store, {
      page: async (cursor, signal) => {
        // The first screenful is there at once, also on a board of thousands; the others come in pages of which taking
        // one in holds up no frame of somebody who scrolls already.
        const query = cursor === null ? { jobId, limit: 200 } : { jobId, limit: 400, cursor }
        try {
          return await call(endpoints.listApplications, { params: { employerId }, query, signal })
        } catch (error) {
          // No applications yet is an empty board, not an error.
          if (isRefused(error, 'no-applications')) return { items: [], nextCursor: null }
          throw error
        }
      },
      one: async (id) => {
        try {
          return await read(id)
        } catch (error) {
          if (isRefused(error, 'not-found')) return null
          throw error
        }
      },
    })
    const moves = new Moves(store, {
      move: (applicationId, body, ifMatch) => {
        const code = store.record(applicationId)?.candidate.code ?? 'a candidate'
        return write(
          endpoints.moveApplication,
          { params: { employerId, applicationId }, body, ifMatch },
          `Change where ${code} stands`,
        )
      },
      moveMany: async (moves, ids) => {
        const results: MoveResult[] = []
        for (let from = 0; from < moves.length; from += mostMoves) {
          const part = moves.slice(from, from + mostMoves)
          const body = {
            moves: part.map((move, index) => ({ ...move, applicationId: ApplicationId.parse(ids[from + index]) })),
          }
          const request = { params: { employerId }, body }
          const words = `Change where ${counted(part.length, 'candidate')} ${part.length === 1 ? 'stands' : 'stand'}`
          results.push(...(await write(endpoints.moveApplications, request, words)).results)
        }
        return results
      },
      read,
      isOvertaken: (error) => isRefused(error, 'version-mismatch'),
    })
    return { store, loader, moves }
  }, [jobId, employerId, user.id, write])

  useEffect(() => {
    // Listening comes before reading, so no change falls between the two.
    const bursts = new Bursts<FeedEvent>((events) => board.loader.receive(events))
    const stop = feed.listen({
      onEvents: (events) => bursts.add(events),
      onReset: () => {
        bursts.flush()
        void board.loader.load()
      },
    })
    const stopWaiting = whenBack(() => {
      if (board.loader.state.get().status === 'failed') void board.loader.load()
    })
    if (mayRead) void board.loader.load()
    return () => {
      stop()
      stopWaiting()
      bursts.flush()
      board.loader.dispose()
    }
  }, [board, feed, mayRead])

  return board
}
