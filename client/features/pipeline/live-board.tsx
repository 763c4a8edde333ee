import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Stage } from '#protocol/postings'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Board } from './board.tsx'
import { type BoardApi, BoardProvider, OpenCandidate } from './board-context.tsx'
import { BoardFocus } from './board-focus.ts'
import { BoardSkeleton } from './board-skeleton.tsx'
import { CandidatePane } from './candidate/candidate-pane.tsx'
import { FilterBar } from './filter-bar.tsx'
import { MoveMenu, type OpenMenu } from './move-menu.tsx'
import css from './pipeline-page.module.css'
import { RejectDialog } from './reject-dialog.tsx'
import { StageSwitch } from './stage-switch.tsx'
import type { Address } from './use-address.ts'
import { useBoard } from './use-board.ts'
import { useCardActions } from './use-card-actions.ts'

interface LiveBoardProps {
  readonly jobId: string
  readonly stages: readonly Stage[]
  readonly address: Address
  readonly onKeys: () => void
}

interface Rejecting {
  readonly id: string
  readonly version: number
  readonly goOn: () => void
}

/** The board with its data, the menus over it and the candidate beside it. */
export function LiveBoard({ jobId, stages, address, onKeys }: LiveBoardProps) {
  const { may } = useMembership()
  const { store, loader, moves } = useBoard(jobId)
  const isPhone = useMediaQuery('(max-width: 47.99em)', window.matchMedia('(max-width: 48em)').matches)
  const load = useSyncExternalStore(loader.state.subscribe, loader.state.get)
  const hasNobody = useSyncExternalStore(store.onBoard, store.isEmpty)
  const actions = useCardActions(store, moves, stages)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const [rejecting, setRejecting] = useState<Rejecting | null>(null)
  const [focus] = useState(() => new BoardFocus())
  const canMove = may('application.move', jobId)
  const { filters, open, hrefOf } = address

  useEffect(
    () =>
      store.arrange(
        stages.map(({ id }) => id),
        filters,
      ),
    [store, stages, filters],
  )

  const openMenu = useCallback(
    (id: string, anchor: HTMLElement) => {
      const { left, top, width, height } = anchor.getBoundingClientRect()
      // From the candidate's pane, the focus stays there.
      const goOn = anchor.closest('li') === null ? null : focus.placeOf(store, id)
      setMenu({ id, rect: { left, top, width, height }, version: store.confirmed(id)?.version ?? 0, goOn })
    },
    [store, focus],
  )
  const openReject = useCallback(
    (id: string) => setRejecting({ id, version: store.confirmed(id)?.version ?? 0, goOn: focus.placeOf(store, id) }),
    [store, focus],
  )
  const closeMenu = (goesOn: boolean) => {
    setMenu(null)
    if (goesOn) menu?.goOn?.()
  }
  const closeReject = () => {
    setRejecting(null)
    if (address.candidateId === null) rejecting?.goOn()
  }
  const api = useMemo<BoardApi>(
    () => ({ store, focus, stages, actions, canMove, isPhone, hrefOf, open, openMenu, openReject }),
    [store, focus, stages, actions, canMove, isPhone, hrefOf, open, openMenu, openReject],
  )

  if (load.status === 'failed') {
    return (
      <ErrorState title="The board did not load" message={messageOf(load.error)} retry={() => void loader.load()} />
    )
  }
  const isEmpty = load.status === 'ready' && hasNobody
  const rejected = rejecting === null ? undefined : store.record(rejecting.id)
  const stage = stages.find(({ id }) => id === address.stage) ?? stages[0]
  return (
    <BoardProvider value={api}>
      {isEmpty ? (
        <EmptyState title="Nobody has applied yet">
          Applications appear here the moment they arrive. Nothing needs to be loaded again.
        </EmptyState>
      ) : (
        <div className={css.body}>
          <div className={css.main}>
            <FilterBar store={store} filters={filters} onChange={address.setFilters} />
            {isPhone && <StageSwitch stages={stages} current={stage?.id ?? ''} onChange={address.setStage} />}
            {load.status === 'loading' && load.loaded === 0 ? (
              <BoardSkeleton />
            ) : (
              <OpenCandidate value={address.candidateId}>
                <Board only={isPhone ? (stage?.id ?? null) : null} onKeys={onKeys} />
              </OpenCandidate>
            )}
            {load.status === 'loading' && load.loaded > 0 && (
              <p className={css.progress} role="status">
                {load.loaded.toLocaleString('en')} candidates so far, more are coming…
              </p>
            )}
          </div>
          {address.candidateId !== null && (
            <CandidatePane key={address.candidateId} candidateId={address.candidateId} jobId={jobId} />
          )}
        </div>
      )}
      {menu !== null && <MoveMenu opened={menu} onClose={closeMenu} />}
      {rejecting !== null && rejected !== undefined && (
        <RejectDialog
          who={rejected.candidate.name ?? rejected.candidate.code}
          onClose={closeReject}
          onReject={(why) => {
            actions.reject(rejecting.id, why, rejecting.version)
            closeReject()
          }}
        />
      )}
    </BoardProvider>
  )
}
