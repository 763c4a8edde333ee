import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { IconArrowsExchange, IconDots } from '@tabler/icons-react'
import { memo, useContext, useEffect, useRef, useState } from 'react'
import type { Application } from '#protocol/applications'
import { CandidateBadge } from '../../ui/candidate-badge.tsx'
import { daysSince } from './arrange.ts'
import css from './board.module.css'
import { OpenCandidate, useBoardApi, useCard, useIsChosen } from './board-context.tsx'
import { canBeMoved, statusWords } from './card-actions.ts'
import { type Due, dueOf, dueSentence, dueWords } from './due.ts'
import { Lookers } from './lookers.tsx'
import { ScoreMark } from './score-mark.tsx'
import { type ScoreView, scoreSentence } from './scores.ts'

interface BoardCardProps {
  readonly id: string
  readonly stage: string
  readonly gone: boolean
  readonly tabbable: boolean
  readonly position: number
  readonly of: number
  /** Pixels from the top of the column. */
  readonly top: number
}

/** One candidate on the board. Plain elements: hundreds of them are made and thrown away while scrolling. */
export const BoardCard = memo(function BoardCard({ id, stage, gone, tabbable, position, of, top }: BoardCardProps) {
  const { store, focus, canMove, isPhone, hrefOf, open, openMenu, stages, selection } = useBoardApi()
  const view = useCard(id)
  const item = useRef<HTMLLIElement>(null)
  const link = useRef<HTMLAnchorElement>(null)
  const application = view?.application
  const openId = useContext(OpenCandidate)
  const isOpen = openId !== null && application?.candidateId === openId
  const isChosen = useIsChosen(id)
  // The box comes with the pointer: hundreds of cards that scroll by need none.
  const [isNear, setIsNear] = useState(false)
  const isMovable = canMove && !gone && application !== undefined && canBeMoved(application)

  useEffect(() => focus.claim(id, link.current), [focus, id])
  useEffect(() => {
    const element = item.current
    if (element === null || !isMovable || isPhone) return
    return draggable({
      element,
      // The version I saw when I took the card: what happens to it meanwhile must not be overwritten unseen.
      getInitialData: () => ({ kind: 'card', id, version: store.confirmed(id)?.version ?? 0 }),
      onDragStart: () => element.setAttribute('data-dragged', ''),
      onDrop: () => element.removeAttribute('data-dragged'),
    })
  }, [id, isMovable, isPhone, store])

  if (view === undefined || application === undefined) return null
  const { candidate } = application
  const days = daysSince(application.stageSince, Date.now())
  const due = gone ? null : dueOf(application, stages, Date.now())
  const stageName = stages.find((one) => one.id === application.stage)?.name ?? 'another stage'
  const where = gone ? `Moved to ${stageName}` : statusWords[application.status]
  return (
    <li
      ref={item}
      className={css.item}
      style={{ transform: `translateY(${top}px)` }}
      aria-setsize={of}
      aria-posinset={position}
      data-stage={stage}
      data-gone={gone || undefined}
      data-pending={view.pending || undefined}
      data-lifted={view.lifted || undefined}
      data-glow={view.glow ?? undefined}
      data-chosen={isChosen || undefined}
      onPointerEnter={() => setIsNear(true)}
      onPointerLeave={() => setIsNear(false)}
      data-status={application.status}
    >
      <div className={css.card} data-open={isOpen || undefined}>
        <a
          ref={link}
          data-card={id}
          className={css.link}
          href={hrefOf(application.candidateId)}
          tabIndex={tabbable ? 0 : -1}
          draggable={false}
          aria-label={spoken(application, stageName, days, { gone, chosen: isChosen, due, score: view.score })}
          onClick={(event) => {
            // A click with Ctrl opens a tab of its own, as with any link; with Shift it chooses, as in any list.
            if (event.metaKey || event.ctrlKey) return
            event.preventDefault()
            if (event.shiftKey) {
              if (isMovable) selection.extendTo(id, store.column(stage).ids)
              return
            }
            open(application.candidateId)
          }}
        >
          <CandidateBadge code={candidate.code} name={candidate.name} />
        </a>
        {(isNear || isChosen) && isMovable && !isPhone && (
          <input
            type="checkbox"
            className={css.choose}
            // Keys choose with X: one stop for Tab per card is enough.
            tabIndex={-1}
            aria-label={`Choose ${candidate.name ?? candidate.code}`}
            checked={isChosen}
            onChange={() => selection.toggle(id)}
          />
        )}
        <Lookers candidateId={application.candidateId} />
        <div className={css.facts} aria-hidden>
          {!application.viewed && <span className={css.unopened} title="Nobody has opened this application yet" />}
          {where !== null && <span className={css.status}>{where}</span>}
          {application.selected && where === null && <span className={css.status}>Selected</span>}
          <ScoreMark score={view.score} />
          <span className={css.source}>{application.source ?? 'No source'}</span>
          {due === null ? (
            <span
              className={css.days}
              data-long={days >= 14 || undefined}
              title={`In this stage since ${longDate(application.stageSince)}`}
            >
              {days === 0 ? 'today' : `${days} d`}
            </span>
          ) : (
            <span className={css.days} data-due={due.state} title={`Due ${longDate(due.at)}`}>
              {dueWords(due)}
            </span>
          )}
        </div>
        {canMove && !gone && (
          <button
            type="button"
            className={isPhone ? css.moveLarge : css.more}
            tabIndex={tabbable ? 0 : -1}
            aria-label={`Move to… ${candidate.name ?? candidate.code}`}
            aria-haspopup="menu"
            onClick={(event) => openMenu(id, event.currentTarget)}
          >
            {isPhone ? (
              <>
                <IconArrowsExchange size={18} aria-hidden /> Move to…
              </>
            ) : (
              <IconDots size={18} aria-hidden />
            )}
          </button>
        )}
      </div>
    </li>
  )
})

function spoken(
  application: Application,
  stageName: string,
  days: number,
  { gone, chosen, due, score }: { gone: boolean; chosen: boolean; due: Due | null; score: ScoreView | null },
): string {
  const { candidate, status, viewed, selected, source } = application
  return [
    candidate.name === null ? candidate.code : `${candidate.name}, ${candidate.code}`,
    gone
      ? `moved to ${stageName}`
      : `${stageName}, ${days === 0 ? 'since today' : `for ${days} ${days === 1 ? 'day' : 'days'}`}`,
    chosen ? 'chosen' : null,
    statusWords[status],
    selected && status === 'active' ? 'selected' : null,
    due === null ? null : dueSentence(due),
    scoreSentence(score),
    viewed ? null : 'not opened yet',
    source,
  ]
    .filter((part) => part !== null)
    .join('. ')
}

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const longDate = (time: string) => dates.format(new Date(time))
