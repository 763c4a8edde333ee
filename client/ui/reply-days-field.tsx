import { NumberInput } from '@mantine/core'
import type { Stage } from '#protocol/postings'
import { replyDaysOf } from '#protocol/reminders'
import { counted } from './counted.ts'

interface ReplyDaysFieldProps {
  readonly stage: Stage
  readonly label: string
  readonly onChange: (stage: Stage) => void
}

/** Within how many days candidates of a stage hear. Empty: what its kind promises; 0: nothing is promised. */
export function ReplyDaysField({ stage, label, onChange }: ReplyDaysFieldProps) {
  const { replyDays, ...without } = stage
  const usual = replyDaysOf(without)
  return (
    <NumberInput
      flex="0 0 104px"
      aria-label={label}
      placeholder={usual === null ? 'no promise' : counted(usual, 'day')}
      suffix={replyDays === 1 ? ' day' : ' days'}
      min={0}
      max={365}
      allowDecimal={false}
      hideControls
      value={replyDays === undefined ? '' : (replyDays ?? 0)}
      onChange={(value) => {
        if (value === '') onChange(without)
        else onChange({ ...without, replyDays: Number(value) || null })
      }}
    />
  )
}
