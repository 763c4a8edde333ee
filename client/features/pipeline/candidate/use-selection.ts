import type { Application } from '#protocol/applications'
import { endpoints } from '#protocol/decisions'
import { useWrite } from '../../../live/use-write.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { showFailure, showUndo } from '../../../ui/toasts.ts'
import { useBoardApi } from '../board-context.tsx'

/** Selecting a candidate and taking it back: on screen at once, undone for ten seconds. */
export function useSelection() {
  const { employerId } = useMembership()
  const { store, stages } = useBoardApi()
  const write = useWrite()

  const run = async (card: Application, stage: string, send: () => Promise<Application>): Promise<boolean> => {
    store.pend(card.id, stage, 'active')
    try {
      store.answer(await send())
      store.settle(card.id, null)
      return true
    } catch (error) {
      store.settle(card.id, 'refused')
      showFailure({ title: 'Not changed', message: messageOf(error) })
      return false
    }
  }

  const takeBack = (card: Application): Promise<boolean> =>
    run(card, card.stage, () =>
      write(
        endpoints.takeBackSelection,
        { params: { employerId, applicationId: card.id } },
        `Take the selection of ${card.candidate.code} back`,
      ),
    )

  const select = async (card: Application, score: number): Promise<void> => {
    const who = card.candidate.name ?? card.candidate.code
    const body = { candidateId: card.candidateId, jobId: card.jobId, score }
    const isNew = !card.selected
    const done = await run(card, stageAfter(card), () =>
      write(endpoints.selectCandidate, { params: { employerId }, body }, `Select ${card.candidate.code}`),
    )
    if (!done) return
    showUndo({
      message: isNew ? `${who} was selected, ${score} of 5.` : `The score is ${score} of 5 now.`,
      onUndo: () => void takeBack(store.record(card.id) ?? card),
      ...(isNew ? {} : { label: 'Take the selection back' }),
    })
  }

  /** The interview, for whoever stands before it. */
  const stageAfter = (card: Application): string => {
    const interview = stages.findIndex(({ kind }) => kind === 'interview')
    const at = stages.findIndex(({ id }) => id === card.stage)
    return at < interview ? (stages[interview]?.id ?? card.stage) : card.stage
  }

  return { select, takeBack }
}
