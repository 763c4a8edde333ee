import { useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Application } from '#protocol/applications'
import type { Posting } from '#protocol/postings'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { counted } from '../../ui/counted.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { useMatches } from '../../ui/use-matches.ts'
import { Board } from './board.tsx'
import { type BoardApi, BoardProvider, OpenCandidate } from './board-context.tsx'
import { BoardFocus } from './board-focus.ts'
import { BoardSkeleton } from './board-skeleton.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { CandidatePane } from './candidate/candidate-pane.tsx'
import { FilterBar } from './filter-bar.tsx'
import { shownStages, withKnownStages } from './filters.ts'
import { InterviewsSlot } from './interviews-slot.ts'
import { MoveMenu, type OpenMenu } from './move-menu.tsx'
import css from './pipeline-page.module.css'
import { PrintedBoard } from './printed-board.tsx'
import { RejectDialog } from './reject-dialog.tsx'
import { StageSwitch } from './stage-switch.tsx'
import { StagesDialog } from './stages/stages-dialog.tsx'
import type { Address } from './use-address.ts'
import { useBoard } from './use-board.ts'
import { useCardActions } from './use-card-actions.ts'
import { useLooks } from './use-looks.ts'
import { usePageKeys } from './use-page-keys.ts'
import { useScores } from './use-scores.ts'

interface LiveBoardProps {
  readonly jobId: string
  readonly posting: Pick<Posting, 'id' | 'stages' | 'version'>
  readonly address: Address
  readonly onKeys: () => void
  /** Whether the stages are being edited. */
  readonly editsStages: boolean
  readonly onStagesEdited: () => void
}

interface Rejecting {
  /** Null: all that are chosen. */
  readonly id: string | null
  readonly version: number
  readonly goOn: () => void
}

/** The board with its data, the menus over it and the candidate beside it. */
export function LiveBoard({ jobId, posting, address, onKeys, editsStages, onStagesEdited }: LiveBoardProps) {
  const { may } = useMembership()
  const { store, loader, moves } = useBoard(jobId)
  useScores(jobId, store)
  const isPhone = useMatches('(max-width: 47.99em)')
  const load = useSyncExternalStore(loader.state.subscribe, loader.state.get)
  const hasNobody = useSyncExternalStore(store.onBoard, store.isEmpty)
  const { stages } = posting
  const { actions, selection, bulk } = useCardActions(store, moves, stages)
  const looks = useLooks(jobId, address.candidateId)
  const [movesMany, setMovesMany] = useState(false)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const [rejecting, setRejecting] = useState<Rejecting | null>(null)
  const [scheduling, setScheduling] = useState<{ id: string; goOn: () => void } | null>(null)
  const interviews = useContext(InterviewsSlot)
  const [focus] = useState(() => new BoardFocus())
  const canMove = may('application.move', jobId)
  const { open, hrefOf, goTo } = address
  const filters = useMemo(() => withKnownStages(address.filters, stages), [address.filters, stages])
  const columns = useMemo(() => shownStages(stages, filters), [stages, filters])

  useEffect(() => store.arrange(stages, filters), [store, stages, filters])

  const openMenu = useCallback(
    (id: string, anchor: HTMLElement) => {
      const { left, top, width, height } = anchor.getBoundingClientRect()
      // The menu hides with what it hangs on: in a pane that is scrolled down, it hangs on the pane's upper edge.
      const edge = anchor.closest('aside')?.getBoundingClientRect().top ?? top
      const rect = { left, top: Math.max(top, edge), width, height }
      const version = store.confirmed(id)?.version ?? 0
      const isOnBoard = anchor.closest('li') !== null
      const had = document.activeElement
      const opener = !isOnBoard && had instanceof HTMLElement ? had : null
      setMenu({ id, rect, version, goOn: isOnBoard ? focus.placeOf(store, id) : null, opener })
    },
    [store, focus],
  )
  const openReject = useCallback(
    (id: string) => setRejecting({ id, version: store.confirmed(id)?.version ?? 0, goOn: focus.placeOf(store, id) }),
    [store, focus],
  )
  const openSchedule = useCallback(
    (id: string) => setScheduling({ id, goOn: focus.placeOf(store, id) }),
    [store, focus],
  )
  /** Where the focus goes on when something was done to all chosen cards by keyboard. */
  const goOnAfterBulk = useRef<() => void>(() => undefined)
  const openBulk = useCallback(
    (what: 'move' | 'reject') => {
      const id = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['card'] : undefined
      const goOn = id === undefined ? () => undefined : focus.placeOf(store, id)
      goOnAfterBulk.current = goOn
      if (what === 'move') setMovesMany(true)
      else setRejecting({ id: null, version: 0, goOn })
    },
    [store, focus],
  )
  const showBulkMenu = (isShown: boolean) => {
    setMovesMany(isShown)
    // The cards stand elsewhere after this turn.
    if (!isShown) setTimeout(goOnAfterBulk.current)
  }
  const closeMenu = (goesOn: boolean) => {
    setMenu(null)
    // Also before a dialog takes it, which gives it back to who had it then.
    menu?.opener?.focus()
    if (goesOn) menu?.goOn?.()
  }
  const closeReject = () => {
    setRejecting(null)
    if (address.candidateId === null) rejecting?.goOn()
  }
  const api = useMemo<BoardApi>(
    () => ({
      store,
      focus,
      stages,
      columns,
      actions,
      selection,
      bulk,
      looks,
      canMove,
      isPhone,
      hrefOf,
      open,
      openMenu,
      openReject,
      openSchedule,
      openBulk,
    }),
    [
      store,
      focus,
      stages,
      columns,
      actions,
      selection,
      bulk,
      looks,
      canMove,
      isPhone,
      hrefOf,
      open,
      openMenu,
      openReject,
      openSchedule,
      openBulk,
    ],
  )
  usePageKeys({
    ...{ store, canMove, onKeys, goTo, onReject: openReject, onSchedule: openSchedule },
    stages: columns,
    candidateId: address.candidateId,
    onMove: (id) => {
      const pane = document.querySelector<HTMLElement>('aside[aria-label="Candidate"] h2')
      if (pane !== null) openMenu(id, pane)
    },
  })

  if (load.status === 'failed') {
    return (
      <ErrorState title="The board did not load" message={messageOf(load.error)} retry={() => void loader.load()} />
    )
  }
  const isEmpty = load.status === 'ready' && hasNobody
  const rejected = rejecting === null || rejecting.id === null ? undefined : store.record(rejecting.id)
  const stage = columns.find(({ id }) => id === address.stage) ?? columns[0]
  return (
    <BoardProvider value={api}>
      {isEmpty ? (
        <EmptyState title="Nobody has applied yet">
          Applications appear here the moment they arrive. Nothing needs to be loaded again.
        </EmptyState>
      ) : (
        <div className={css.body}>
          <div className={css.main}>
            <FilterBar
              {...{ jobId, store, stages, filters }}
              isCounted={load.status === 'ready'}
              onChange={address.setFilters}
            />
            {isPhone && <StageSwitch stages={columns} current={stage?.id ?? ''} onChange={address.setStage} />}
            {load.status === 'loading' && load.loaded === 0 ? (
              <BoardSkeleton />
            ) : (
              <OpenCandidate value={address.candidateId}>
                <Board only={isPhone ? (stage?.id ?? null) : null} />
              </OpenCandidate>
            )}
            {canMove && <BulkBar isMoving={movesMany} onMoving={showBulkMenu} onReject={() => openBulk('reject')} />}
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
      {!isEmpty && address.candidateId === null && <PrintedBoard filters={filters} />}
      {menu !== null && <MoveMenu opened={menu} onClose={closeMenu} />}
      {editsStages && <StagesDialog posting={posting} people={store.everybodyIn} onClose={onStagesEdited} />}
      {scheduling !== null && interviews !== null && (
        <interviews.Schedule
          applicationId={scheduling.id}
          onClose={() => {
            setScheduling(null)
            if (address.candidateId === null) scheduling.goOn()
          }}
        />
      )}
      {rejecting !== null && (rejecting.id === null || rejected !== undefined) && (
        <RejectDialog
          who={rejected === undefined ? counted(selection.ids().size, 'candidate') : labelOf(rejected)}
          onClose={closeReject}
          onReject={(why) => {
            if (rejecting.id === null) bulk.reject(why)
            else actions.reject(rejecting.id, why, rejecting.version)
            closeReject()
          }}
        />
      )}
    </BoardProvider>
  )
}

const labelOf = ({ candidate }: Application) => candidate.name ?? candidate.code
