import { Button, Chip, CloseButton, Group, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useSyncExternalStore } from 'react'
import type { ApplicationStatus } from '#protocol/applications'
import type { BoardStore } from './board-store.ts'
import css from './filter-bar.module.css'
import { defaultFilters, type Filters, narrowing, type Order } from './filters.ts'

const statuses: readonly { readonly value: ApplicationStatus; readonly label: string }[] = [
  { value: 'active', label: 'Active' },
  { value: 'on_hold', label: 'On hold' },
  { value: 'hired', label: 'Hired' },
  { value: 'rejected', label: 'Rejected' },
  { value: 'withdrawn', label: 'Withdrawn' },
]

const waits = [
  { value: '', label: 'Any time in stage' },
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

interface FilterBarProps {
  readonly store: BoardStore
  readonly filters: Filters
  readonly onChange: (filters: Filters) => void
}

/** What the board shows. Counts are of all applications, so that a chip says what it would bring. */
export function FilterBar({ store, filters, onChange }: FilterBarProps) {
  const facts = useFacts(store)
  const set = (part: Partial<Filters>) => onChange({ ...filters, ...part })
  return (
    <search className={css.bar} aria-label="Filter the board">
      <TextInput
        className={css.find}
        aria-label="Find by code name"
        placeholder="Find by code name"
        leftSection={<IconSearch size={18} aria-hidden />}
        rightSection={
          filters.text === '' ? null : <CloseButton size="sm" aria-label="Clear" onClick={() => set({ text: '' })} />
        }
        value={filters.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <Chip.Group
        multiple
        value={[...filters.statuses]}
        // At least one stays: an empty board by a slip helps nobody.
        onChange={(values) =>
          values.length > 0 && set({ statuses: statuses.map((s) => s.value).filter((s) => values.includes(s)) })
        }
      >
        <Group gap={6} className={css.chips} role="group" aria-label="Status">
          {statuses.map(({ value, label }) => (
            <Chip key={value} value={value} size="sm" variant="outline">
              {label} <span className={css.count}>{facts.byStatus.get(value) ?? 0}</span>
            </Chip>
          ))}
          <Chip size="sm" variant="outline" checked={filters.unopened} onChange={(unopened) => set({ unopened })}>
            Not opened <span className={css.count}>{facts.unopened}</span>
          </Chip>
        </Group>
      </Chip.Group>
      <NativeSelect
        aria-label="Source"
        data={[
          { value: '', label: 'Any source' },
          ...facts.sources.map((source) => ({ value: source, label: source })),
        ]}
        value={filters.source ?? ''}
        onChange={(event) => set({ source: event.currentTarget.value || null })}
      />
      <NativeSelect
        aria-label="Time in stage"
        data={waits}
        value={filters.waitingDays === null ? '' : String(filters.waitingDays)}
        onChange={(event) => set({ waitingDays: Number(event.currentTarget.value) || null })}
      />
      <NativeSelect
        aria-label="Order"
        data={orders}
        value={filters.order}
        onChange={(event) =>
          set({ order: orders.find(({ value }) => value === event.currentTarget.value)?.value ?? 'recent' })
        }
      />
      {narrowing(filters) > 0 && (
        <Button
          variant="subtle"
          onClick={() => onChange({ ...defaultFilters, order: filters.order, statuses: filters.statuses })}
        >
          Clear filters
        </Button>
      )}
    </search>
  )
}

interface Facts {
  readonly byStatus: ReadonlyMap<ApplicationStatus, number>
  readonly unopened: number
  readonly sources: readonly string[]
}

/** Counted once per change of the board, not per drawing. */
function useFacts(store: BoardStore): Facts {
  const revision = useSyncExternalStore(store.onBoard, store.revision)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is another count.
  return useMemo(() => {
    const byStatus = new Map<ApplicationStatus, number>()
    const sources = new Set<string>()
    let unopened = 0
    for (const card of store.all()) {
      byStatus.set(card.status, (byStatus.get(card.status) ?? 0) + 1)
      if (!card.viewed) unopened += 1
      if (card.source !== null) sources.add(card.source)
    }
    return { byStatus, unopened, sources: [...sources].sort((a, b) => a.localeCompare(b)) }
  }, [store, revision])
}
