import { Button, Group, MultiSelect, NativeSelect, Popover, Stack, Switch } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { ScoreFilter } from '#protocol/board-views'
import type { Stage } from '#protocol/postings'
import { useMembership } from '../../rest/membership.tsx'
import { defaultFilters, type Filters, narrowing, type Order } from './filters.ts'
import { scoreWords } from './scores.ts'
import type { Facts } from './use-facts.ts'

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

interface MoreFiltersProps {
  readonly jobId: string
  readonly filters: Filters
  readonly facts: Facts
  readonly stages: readonly Stage[]
  /** As of the bar: until then there is no number. */
  readonly isCounted: boolean
  readonly onChange: (filters: Filters) => void
}

/** What is chosen less often than status and name, behind a button that says how much of it is on; and the order. */
export function MoreFilters({ jobId, filters, facts, stages, isCounted, onChange }: MoreFiltersProps) {
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
