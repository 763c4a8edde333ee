import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type Stage, StageKind } from '#protocol/postings'
import { ReplyDaysField } from '../../ui/reply-days-field.tsx'
import { moveBy, removeAt, replaceAt, stageIdFor } from './editable-list.ts'
import type { FieldMessages } from './form-values.ts'
import { LineButtons } from './line-buttons.tsx'
import css from './posting-fields.module.css'

const kindWords: Readonly<Record<StageKind, string>> = {
  applied: 'Arrival',
  screen: 'Screening',
  assessment: 'Assessment',
  interview: 'Interview',
  offer: 'Offer',
  hired: 'Hired',
}

interface StageFieldsProps {
  readonly stages: readonly Stage[]
  readonly messages: FieldMessages
  readonly onChange: (stages: readonly Stage[]) => void
}

/** The columns of the board. The kind says what a stage means, whatever it is called. */
export function StageFields({ stages, messages, onChange }: StageFieldsProps) {
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>Stages</legend>
      <p className={css.hint}>
        The columns of the board, in order. The kind is what figures and candidates go by; the days say by when a
        candidate there hears from you, which they are told, and you are reminded of.
      </p>
      {messages.stages !== undefined && <p role="alert">{messages.stages}</p>}
      <ol className={css.lines}>
        {stages.map((stage, index) => (
          <li key={stage.id} className={`${css.line} ${css.stageLine}`}>
            <TextInput
              className={css.lineText ?? ''}
              aria-label={`Name of stage ${index + 1}`}
              maxLength={60}
              data-field={`stages.${index}.name`}
              value={stage.name}
              error={messages[`stages.${index}.name`]}
              onChange={(event) => onChange(replaceAt(stages, index, { ...stage, name: event.currentTarget.value }))}
            />
            <NativeSelect
              className={css.stageKind ?? ''}
              aria-label={`Kind of stage ${index + 1}`}
              data={StageKind.options.map((kind) => ({ value: kind, label: kindWords[kind] }))}
              value={stage.kind}
              onChange={(event) => {
                const kind = StageKind.options.find((one) => one === event.currentTarget.value) ?? stage.kind
                onChange(replaceAt(stages, index, { ...stage, kind }))
              }}
            />
            <ReplyDaysField
              stage={stage}
              label={`Days within which candidates in stage ${index + 1} hear`}
              onChange={(next) => onChange(replaceAt(stages, index, next))}
            />
            <LineButtons
              name={`stage ${stage.name || index + 1}`}
              isFirst={index === 0}
              isLast={index === stages.length - 1}
              canRemove={stages.length > 1}
              onMove={(by) => onChange(moveBy(stages, index, by))}
              onRemove={() => onChange(removeAt(stages, index))}
            />
          </li>
        ))}
      </ol>
      <Button
        className={css.add ?? ''}
        variant="subtle"
        disabled={stages.length >= 20}
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => onChange(withNewStage(stages))}
      >
        Add a stage
      </Button>
    </fieldset>
  )
}

/** A new stage goes before the offer, where nearly all of them belong. */
function withNewStage(stages: readonly Stage[]): Stage[] {
  const stage: Stage = { id: stageIdFor('stage', stages), name: '', kind: 'interview' }
  const offer = stages.findIndex(({ kind }) => kind === 'offer' || kind === 'hired')
  const at = offer < 0 ? stages.length : offer
  return [...stages.slice(0, at), stage, ...stages.slice(at)]
}
