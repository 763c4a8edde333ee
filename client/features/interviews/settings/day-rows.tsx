import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { WorkingHours } from '#protocol/scheduling'
import { addSpan, changeSpan, likeFirst, mostSpans, removeSpan, toggleDay, weekdays } from './hours-draft.ts'
import css from './settings.module.css'

type Days = WorkingHours['days']

/** The week, day by day; a day can have a pause. */
export function DayRows({ days, onChange }: { days: Days; onChange: (days: Days) => void }) {
  return (
    <>
      <ul className={css.days}>
        {weekdays.map((name, index) => {
          const spans = days[index] ?? []
          return (
            <li key={name} className={css.day}>
              <Checkbox
                label={name}
                checked={spans.length > 0}
                onChange={(event) => onChange(toggleDay(days, index, event.currentTarget.checked))}
              />
              <div className={css.spans}>
                {spans.length === 0 && <span className={css.quiet}>Not available</span>}
                {spans.map((span, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the day; its times are being written.
                  <div className={css.span} key={at}>
                    <Clock
                      label={`${name}: from`}
                      value={span.from}
                      onChange={(from) => onChange(changeSpan(days, index, at, { from }))}
                    />
                    <span aria-hidden>–</span>
                    <Clock
                      label={`${name}: to`}
                      value={span.to}
                      isEnd
                      onChange={(to) => onChange(changeSpan(days, index, at, { to }))}
                    />
                    {spans.length > 1 && (
                      <ActionIcon
                        aria-label={`${name}: take ${span.from} to ${span.to} out`}
                        onClick={() => onChange(removeSpan(days, index, at))}
                      >
                        <IconX size={18} />
                      </ActionIcon>
                    )}
                    {at === spans.length - 1 && spans.length < mostSpans && (
                      <ActionIcon
                        aria-label={`${name}: add hours after a pause`}
                        onClick={() => onChange(addSpan(days, index))}
                      >
                        <IconPlus size={18} />
                      </ActionIcon>
                    )}
                  </div>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
      <Button variant="subtle" size="compact-md" onClick={() => onChange(likeFirst(days))}>
        The same hours on all these days
      </Button>
    </>
  )
}

/** The browser's own field has no 24:00: midnight at the end of a day reads 00:00 there. */
function Clock(props: { label: string; value: string; isEnd?: boolean; onChange: (clock: string) => void }) {
  const { label, value, isEnd = false, onChange } = props
  return (
    <TextInput
      type="time"
      step={900}
      className={css.clock ?? ''}
      aria-label={label}
      value={value === '24:00' ? '00:00' : value}
      onChange={(event) => {
        const clock = event.currentTarget.value.slice(0, 5)
        onChange(isEnd && clock === '00:00' ? '24:00' : clock)
      }}
    />
  )
}
