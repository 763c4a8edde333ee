import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Tip } from '../../ui/tip.tsx'
import css from './interviews.module.css'
import type { Address, View } from './use-address.ts'
import { addDays, type Day, dayAt } from './zone-days.ts'
import { ZoneSelect } from './zone-select.tsx'

const dates = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const oneDay = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
})
const utc = (day: Day) => Date.parse(`${day}T00:00:00Z`)

/** `2 – 8 Mar 2026` */
const rangeWords = (first: Day, last: Day): string =>
  first === last ? oneDay.format(utc(first)) : dates.formatRange(utc(first), utc(last))

interface ToolbarProps {
  readonly address: Address
  readonly view: View
  readonly first: Day
  readonly last: Day
  readonly isPhone: boolean
  readonly children: React.ReactNode
}

/** Which days, how, in which zone, and of whom. */
export function Toolbar({ address, view, first, last, isPhone, children }: ToolbarProps) {
  const { day, zone, go } = address
  const stride = view === 'day' ? 1 : 7
  const what = view === 'day' ? 'day' : 'week'
  const choices = isPhone ? (['day', 'agenda'] as const) : (['day', 'week', 'agenda'] as const)
  return (
    <div className={css.toolbar}>
      <div className={css.steps}>
        <Button
          variant="default"
          onClick={() => go({ day: null })}
          disabled={first <= dayAt(Date.now(), zone) && dayAt(Date.now(), zone) <= last}
        >
          Today
        </Button>
        <Tip label={`The ${what} before (←)`}>
          <ActionIcon size="lg" aria-label={`The ${what} before`} onClick={() => go({ day: addDays(day, -stride) })}>
            <IconChevronLeft size={20} />
          </ActionIcon>
        </Tip>
        <Tip label={`Next ${what} (→)`}>
          <ActionIcon size="lg" aria-label={`Next ${what}`} onClick={() => go({ day: addDays(day, stride) })}>
            <IconChevronRight size={20} />
          </ActionIcon>
        </Tip>
        <h2 className={css.range} aria-live="polite">
          {rangeWords(first, last)}
        </h2>
      </div>
      <div className={css.tools}>
        {children}
        <div className={css.zone}>
          <ZoneSelect label="Time zone" isLabelHidden value={zone} onChange={(value) => go({ zone: value })} />
        </div>
        <SegmentedControl
          className={css.view ?? ''}
          aria-label="View"
          value={view}
          onChange={(value) => go({ view: value })}
          data={choices.map((value) => ({ value, label: words[value] }))}
        />
      </div>
    </div>
  )
}

const words: Readonly<Record<View, string>> = { day: 'Day', week: 'Week', agenda: 'List' }
