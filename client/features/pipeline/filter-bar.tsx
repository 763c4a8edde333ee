import {
  Button,
  Chip,
  CloseButton,
  Group,
  MultiSelect,
  NativeSelect,
  Popover,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { ApplicationStatus } from '#protocol/applications'
import { ScoreFilter } from '#protocol/board-views'
import type { Stage } from '#protocol/postings'
import { useMembership } from '../../rest/membership.tsx'
import type { BoardStore } from './board-store.ts'
import css from './filter-bar.module.css'
import { FilterChips } from './filter-chips.tsx'
import { defaultFilters, type Filters, narrowing, type Order } from './filters.ts'
import { scoreWords } from './scores.ts'
import { type Facts, useFacts } from './use-facts.ts'
import { ViewsMenu } from './views/views-menu.tsx'

const statuses: readonly { readonly value: ApplicationStatus; readonly label: string }[] = [
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
      <ViewsMenu jobId={jobId} filters={filters} onChange={onChange} />
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

const waits = [
  { value: '', label: 'Any time' },
  { value: '3', label: '3 days or longer' },
  { value: '7', label: '7 days or longer' },
  { value: '14', label: '14 days or longer' },
  { value: '30', label: '30 days or longer' },
]

const orders: { value: Order; label: string }[] = [
  { value: 'recent', label: 'Newest in stage first' },
  { value: 'waiting', label: 'Longest in stage first' },
  { value: 'code', label: 'By code name' },
]

const scores = [
  { value: '', label: 'In any state' },
  ...ScoreFilter.options.map((value) => ({ value, label: scoreWords[value] })),
]

type MoreFiltersProps = Pick<FilterBarProps, 'jobId' | 'filters' | 'stages' | 'isCounted' | 'onChange'> & {
  readonly facts: Facts
}

function MoreFilters({ jobId, filters, facts, stages, isCounted, onChange }: MoreFiltersProps) {
  const { may } = useMembership()
  const maySeeScores = may('scorecard.read', jobId)
  const set = (part: Partial<Filters>) => onChange({ ...filters, ...part })
  const count = narrowing(filters)
  return (
    <Popover position="bottom-end" width={288} shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant={count > 0 ? 'light' : 'default'}
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
        >
          {count === 0 ? 'Filter' : `${count} ${count === 1 ? 'filter' : 'filters'} on`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Filter and order">
        <Stack gap="md">
          <NativeSelect
            label="Order"
            data={orders}
            value={filters.order}
            onChange={(event) => {
              const chosen = orders.find(({ value }) => value === event.currentTarget.value)
              set({ order: chosen?.value ?? 'recent' })
            }}
          />
          <MultiSelect
            label="Stages"
            placeholder={filters.stages.length === 0 ? 'All stages' : ''}
            data={stages.map(({ id, name }) => ({ value: id, label: name }))}
            value={filters.stages.filter((id) => stages.some((stage) => stage.id === id))}
            comboboxProps={{ withinPortal: false }}
            onChange={(chosen) => set({ stages: chosen })}
          />
          <NativeSelect
            label="Source"
            data={[
              { value: '', label: 'Any source' },
              ...facts.sources.map((source) => ({ value: source, label: source })),
            ]}
            value={filters.source ?? ''}
            onChange={(event) => set({ source: event.currentTarget.value || null })}
          />
          {(facts.tags.length > 0 || filters.tags.length > 0) && (
            <MultiSelect
              label="Tags"
              placeholder={filters.tags.length === 0 ? 'Any tags' : ''}
              data={[...new Set([...facts.tags, ...filters.tags])]}
              value={[...filters.tags]}
              searchable
              maxValues={20}
              comboboxProps={{ withinPortal: false }}
              onChange={(tags) => set({ tags })}
            />
          )}
          {maySeeScores && (
            <NativeSelect
              label="Scorecards"
              data={scores}
              value={filters.score ?? ''}
              onChange={(event) => set({ score: ScoreFilter.safeParse(event.currentTarget.value).data ?? null })}
            />
          )}
          <NativeSelect
            label="In this stage"
            data={waits}
            value={filters.waitingDays === null ? '' : String(filters.waitingDays)}
            onChange={(event) => set({ waitingDays: Number(event.currentTarget.value) || null })}
          />
          <Switch
            label={`Only those nobody has opened${isCounted ? ` (${facts.unopened})` : ''}`}
            checked={filters.unopened}
            onChange={(event) => set({ unopened: event.currentTarget.checked })}
          />
          {count > 0 && (
            <Group>
              <Button variant="subtle" onClick={() => onChange({ ...defaultFilters, ...pick(filters) })}>
                Clear these filters
              </Button>
            </Group>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

const pick = ({ order, statuses: kept, text }: Filters) => ({ order, statuses: kept, text })
