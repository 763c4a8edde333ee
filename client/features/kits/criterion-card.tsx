import { ActionIcon, NativeSelect } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconTrash } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { anchorMarks, kitLimits } from '#protocol/kits'
import { Tip } from '../../ui/tip.tsx'
import css from './kit.module.css'
import { type CriterionView, setWeight } from './kit-document.ts'
import { useKit } from './open-kit.tsx'
import { QuestionFields } from './question-fields.tsx'
import { SharedText, useWords } from './shared-text.tsx'
import { useDragging } from './use-dragging.ts'

/** What is done with a card among the others. */
export interface CardActions {
  readonly move: (id: string, from: number, to: number) => void
  readonly remove: (id: string, index: number) => void
}

interface CriterionCardProps {
  readonly criterion: CriterionView
  readonly index: number
  readonly count: number
  /** In percent of all; null: it does not count yet. */
  readonly share: number | null
  /** Always the same object. */
  readonly actions: CardActions
}

/** What the marks mean, where nobody has said it in words yet. */
const hints = { 1: 'What does a weak answer show?', 3: 'What does a good answer show?', 5: 'What is outstanding?' }
export const markNames = { 1: 'Weak', 3: 'Good', 5: 'Outstanding' } as const

/** One criterion, to be written in. */
export const CriterionCard = memo(function CriterionCard(props: CriterionCardProps) {
  const { criterion, index, count, share, actions } = props
  const { doc } = useKit()
  const { id, name, weight, anchors, questions } = criterion
  const called = useWords(name).trim()
  const title = called === '' ? `criterion ${index + 1}` : called
  const onMove = (to: number) => actions.move(id, index, to)
  const { card, handle, edge, isDragged } = useDragging(id, index, onMove)
  const isFirst = index === 0
  const isLast = index === count - 1
  return (
    <li ref={card} className={css.card} data-criterion={id} data-edge={edge ?? undefined} data-dragged={isDragged}>
      <div className={css.cardHead}>
        <span ref={handle} className={css.handle} aria-hidden="true" title="Drag to another place">
          <IconGripVertical size={18} />
        </span>
        <SharedText
          className={css.name ?? ''}
          text={name}
          place={`${id}.name`}
          label={`Name of criterion ${index + 1}`}
          placeholder="What is judged, such as: solving problems"
          maxLength={kitLimits.name}
          onKeyDown={(event) => {
            // A name is one line.
            if (event.key === 'Enter') event.preventDefault()
          }}
        />
        <div className={css.weight}>
          <NativeSelect
            aria-label={`Weight of ${title}`}
            data={weights}
            value={String(weight)}
            onChange={(event) => setWeight(doc, id, Number(event.currentTarget.value))}
          />
          <Share share={share} />
        </div>
        <div className={css.buttons}>
          <Move label={`Move ${title} up`} isOff={isFirst} onClick={() => onMove(index - 1)}>
            <IconArrowUp size={18} />
          </Move>
          <Move label={`Move ${title} down`} isOff={isLast} onClick={() => onMove(index + 1)}>
            <IconArrowDown size={18} />
          </Move>
          <ActionIcon size={36} aria-label={`Remove ${title}`} onClick={() => actions.remove(id, index)}>
            <IconTrash size={18} />
          </ActionIcon>
        </div>
      </div>
      <fieldset className={css.scale}>
        <legend className="cv-visually-hidden">Scale of {title}</legend>
        {anchorMarks.map((mark) => (
          <div key={mark} className={css.anchor}>
            <Mark mark={mark} />
            <SharedText
              text={anchors[mark]}
              place={`${id}.${mark}`}
              label={`What a ${mark} looks like`}
              placeholder={hints[mark]}
              maxLength={kitLimits.anchor}
              minRows={2}
            />
          </div>
        ))}
      </fieldset>
      <QuestionFields criterionId={id} title={title} questions={questions} />
    </li>
  )
})

const weights = Array.from({ length: kitLimits.weight }, (_, i) => ({ value: String(i + 1), label: `× ${i + 1}` }))

export function Mark({ mark }: { mark: keyof typeof markNames }) {
  return (
    <span className={css.mark} aria-hidden="true">
      <span className={css.markNumber}>{mark}</span> {markNames[mark]}
    </span>
  )
}

/** How much of the whole a criterion makes. */
export function Share({ share }: { share: number | null }) {
  if (share === null) {
    return (
      <Tip label="It counts once it has a name">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tip says why there is no share. */}
        <span className={css.share} tabIndex={0}>
          –
        </span>
      </Tip>
    )
  }
  return <output className={css.share}>{share} %</output>
}

/** Not `disabled`: a button that is used to move something to the end would lose the focus there. */
function Move(props: { label: string; isOff: boolean; onClick: () => void; children: ReactNode }) {
  const { label, isOff, onClick, children } = props
  return (
    <ActionIcon
      size={36}
      aria-label={label}
      aria-disabled={isOff}
      {...(isOff ? { 'data-disabled': true } : {})}
      onClick={() => !isOff && onClick()}
    >
      {children}
    </ActionIcon>
  )
}
