import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { type Stage, StageKind } from '#protocol/postings'
import { ReplyDaysField } from '../../../ui/reply-days-field.tsx'
import { placesFor, type StageDraft } from './stage-draft.ts'
import css from './stages.module.css'

const kindWords: Readonly<Record<StageKind, string>> = {
  applied: 'Arrival',
  screen: 'Reading',
  assessment: 'Assessment',
  interview: 'Interview',
  offer: 'Offer',
  hired: 'Hired',
}
const kinds = StageKind.options.map((value) => ({ value, label: kindWords[value] }))
const peopleWords = (people: number) => (people === 1 ? '1 candidate' : `${people} candidates`)

interface StageRowProps {
  readonly stage: Stage
  readonly people: number
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly isOnly: boolean
  readonly problem: string | undefined
  readonly onChange: (part: Partial<Omit<Stage, 'id'>>) => void
  readonly onShift: (by: 1 | -1) => void
  readonly onRemove: () => void
}

export function StageRow(props: StageRowProps) {
  const { stage, people, isFirst, isLast, isOnly, problem, onChange, onShift, onRemove } = props
  const name = stage.name.trim() === '' ? 'the new stage' : stage.name
  return (
    <li className={css.row}>
      <TextInput
        className={css.name ?? ''}
        aria-label="Name of the stage"
        placeholder="For example: Trial day"
        maxLength={60}
        value={stage.name}
        error={problem}
        autoFocus={stage.name === ''}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NativeSelect
        className={css.kind ?? ''}
        aria-label={`What ${name} is for`}
        data={kinds}
        value={stage.kind}
        // What its candidates were told follows from it.
        disabled={people > 0}
        title={people > 0 ? 'It stays as it is while candidates stand here.' : undefined}
        onChange={(event) => {
          const kind = StageKind.safeParse(event.currentTarget.value)
          if (kind.success) onChange({ kind: kind.data })
        }}
      />
      <ReplyDaysField
        stage={stage}
        label={`Days until candidates of ${name} hear`}
        // Nothing given is what the kind of the stage promises.
        onChange={({ replyDays }) => onChange({ replyDays })}
      />
      <span className={css.people}>{people === 0 ? '' : peopleWords(people)}</span>
      <span className={css.buttons}>
        <ActionIcon aria-label={`Move ${name} up`} disabled={isFirst} onClick={() => onShift(-1)}>
          <IconArrowUp size={18} />
        </ActionIcon>
        <ActionIcon aria-label={`Move ${name} down`} disabled={isLast} onClick={() => onShift(1)}>
          <IconArrowDown size={18} />
        </ActionIcon>
        <ActionIcon aria-label={`Remove ${name}`} disabled={isOnly} onClick={onRemove}>
          <IconTrash size={18} />
        </ActionIcon>
      </span>
    </li>
  )
}

interface RemovedRowProps {
  readonly stage: Stage
  readonly to: string | null
  readonly people: number
  readonly draft: StageDraft
  readonly problem: string | undefined
  readonly onSend: (to: string | null) => void
  readonly onKeep: () => void
}

export function RemovedRow({ stage, to, people, draft, problem, onSend, onKeep }: RemovedRowProps) {
  const places = placesFor(stage, draft).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <li className={css.row}>
      <span className={css.gone}>{stage.name} goes</span>
      {people > 0 && (
        <NativeSelect
          className={css.place ?? ''}
          aria-label={`Where the candidates of ${stage.name} go`}
          data={[{ value: '', label: `${peopleWords(people)} to…` }, ...places]}
          value={to ?? ''}
          error={problem}
          onChange={(event) => onSend(event.currentTarget.value || null)}
        />
      )}
      <Button variant="subtle" size="compact-md" onClick={onKeep}>
        Keep it
      </Button>
    </li>
  )
}
