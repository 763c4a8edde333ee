import { Pill } from '@mantine/core'
import type { Stage } from '#protocol/postings'
import css from './filter-bar.module.css'
import type { Filters } from './filters.ts'
import { scoreWords } from './scores.ts'

interface FilterChipsProps {
  readonly filters: Filters
  readonly stages: readonly Stage[]
  readonly onChange: (filters: Filters) => void
}

interface ChipOf {
  readonly words: string
  readonly without: Partial<Filters>
}

/** What narrows the board now, each taken off by its cross: nobody wonders where the others are. */
export function FilterChips({ filters, stages, onChange }: FilterChipsProps) {
  const chips = chipsOf(filters, stages)
  if (chips.length === 0) return null
  return (
    <ul className={css.on} aria-label="Filters that are on">
      {chips.map(({ words, without }) => (
        <li key={words}>
          <Pill
            size="md"
            withRemoveButton
            removeButtonProps={{ 'aria-label': `Without “${words}”`, 'aria-hidden': false, tabIndex: 0 }}
            onRemove={() => onChange({ ...filters, ...without })}
          >
            {words}
          </Pill>
        </li>
      ))}
    </ul>
  )
}

const waitWords = (days: number) => (days === 1 ? '1 day or longer' : `${days} days or longer`)

export function chipsOf(filters: Filters, stages: readonly Stage[]): readonly ChipOf[] {
  const names = stages.filter(({ id }) => filters.stages.includes(id)).map(({ name }) => name)
  return [
    ...(names.length === 0 ? [] : [{ words: names.join(', '), without: { stages: [] } }]),
    ...(filters.source === null ? [] : [{ words: filters.source, without: { source: null } }]),
    ...(filters.waitingDays === null
      ? []
      : [{ words: waitWords(filters.waitingDays), without: { waitingDays: null } }]),
    ...filters.tags.map((tag) => ({
      words: `Tag: ${tag}`,
      without: { tags: filters.tags.filter((other) => other !== tag) },
    })),
    ...(filters.score === null ? [] : [{ words: scoreWords[filters.score], without: { score: null } }]),
    ...(filters.unopened ? [{ words: 'Not opened yet', without: { unopened: false } }] : []),
  ]
}
