import { Chip, CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { ApplicationStatus } from '#protocol/applications'
import type { Stage } from '#protocol/postings'
import type { BoardStore } from './board-store.ts'
import css from './filter-bar.module.css'
import { FilterChips } from './filter-chips.tsx'
import type { Filters } from './filters.ts'
import { MoreFilters } from './more-filters.tsx'
import { useFacts } from './use-facts.ts'
import { ViewsMenu } from './views/views-menu.tsx'

/** In the order of their chips. */
export const statuses: readonly { readonly value: ApplicationStatus; readonly label: string }[] = [
  { value: 'active', label: 'Active' },
  { value: 'on_hold', label: 'On hold' },
  { value: 'hired', label: 'Hired' },
  { value: 'rejected', label: 'Rejected' },
  { value: 'withdrawn', label: 'Withdrawn' },
]

interface FilterBarProps {
  readonly jobId: string
  readonly store: BoardStore
  readonly stages: readonly Stage[]
  readonly filters: Filters
  /** Not before everybody is here: until then a number would be one of those who are. */
  readonly isCounted: boolean
  readonly onChange: (filters: Filters) => void
}

/** What the board shows. Counts are of all applications, so that a chip says what it would bring. */
export function FilterBar({ jobId, store, stages, filters, isCounted, onChange }: FilterBarProps) {
  const facts = useFacts(store)
  const set = (part: Partial<Filters>) => onChange({ ...filters, ...part })
  const offered = statuses.filter(
    ({ value }) => (facts.byStatus.get(value) ?? 0) > 0 || filters.statuses.includes(value),
  )
  return (
    <search className={css.bar} aria-label="Filter the board">
      <Find text={filters.text} onChange={(text) => set({ text })} />
      <Chip.Group
        multiple
        value={[...filters.statuses]}
        onChange={(values) => {
          const next = statuses.map(({ value }) => value).filter((value) => values.includes(value))
          // At least one stays: an empty board by a slip helps nobody.
          if (next.length > 0) set({ statuses: next })
        }}
      >
        <fieldset className={css.chips} aria-label="Status">
          {offered.map(({ value, label }) => (
            <Chip key={value} value={value} size="sm" variant="outline">
              {label} <span className={css.count}>{isCounted ? (facts.byStatus.get(value) ?? 0) : '…'}</span>
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
      <FilterChips filters={filters} stages={stages} onChange={onChange} />
      <MoreFilters {...{ jobId, filters, facts, stages, isCounted, onChange }} />
      <ViewsMenu {...{ jobId, filters, stages, onChange }} />
    </search>
  )
}

/** Each letter is on screen at once; the board of thousands follows when the typing rests. */
function Find({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  const [told, setTold] = useState(text)
  const tell = useDebouncedCallback((next: string) => {
    setTold(next)
    onChange(next)
  }, 150)
  // Back, or a link, changed the address.
  if (text !== told) {
    setTold(text)
    setTyped(text)
  }
  const change = (next: string) => {
    setTyped(next)
    tell(next)
  }
  return (
    <TextInput
      className={css.find ?? ''}
      aria-label="Find by code name"
      placeholder="Find by code name"
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={typed === '' ? null : <CloseButton size="sm" aria-label="Clear" onClick={() => change('')} />}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
