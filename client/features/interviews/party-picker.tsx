import { Button, Checkbox, Popover, ScrollArea, TextInput } from '@mantine/core'
import { IconSearch, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import type { PartyTime } from './busy.ts'
import css from './interviews.module.css'
import type { Party } from './use-parties.ts'
import { clockWords } from './zone-words.ts'

interface PartyPickerProps {
  readonly parties: readonly Party[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** Whose calendars lie on the grid. */
export function PartyPicker({ parties, chosen, onChange }: PartyPickerProps) {
  const [text, setText] = useState('')
  const found = parties.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()))
  const toggle = (key: string) =>
    onChange(chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key])
  return (
    <Popover position="bottom-start" width={300} shadow="md" withinPortal={false} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconUsers size={18} aria-hidden />}>
          {chosen.length === 0 ? 'People and rooms' : `People and rooms (${chosen.length})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="People and rooms">
        <TextInput
          aria-label="Find a person or a room"
          placeholder="Find a person or a room"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          mb="xs"
        />
        <ScrollArea.Autosize mah={320} type="auto">
          {(['user', 'room'] as const).map((kind) => (
            <PartyGroup key={kind} kind={kind} parties={found} chosen={chosen} onToggle={toggle} />
          ))}
          {found.length === 0 && <p className={css.quiet}>Nobody is called “{text}”.</p>}
        </ScrollArea.Autosize>
        {chosen.length > 0 && (
          <Button variant="subtle" size="compact-md" mt="xs" onClick={() => onChange([])}>
            Show everybody’s interviews
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function PartyGroup(props: {
  kind: Party['kind']
  parties: readonly Party[]
  chosen: readonly string[]
  onToggle: (key: string) => void
}) {
  const { kind, parties, chosen, onToggle } = props
  const ofKind = parties.filter((party) => party.kind === kind)
  if (ofKind.length === 0) return null
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{kind === 'user' ? 'People' : 'Rooms'}</legend>
      {ofKind.map(({ key, name }) => (
        <Checkbox key={key} my={8} label={name} checked={chosen.includes(key)} onChange={() => onToggle(key)} />
      ))}
    </fieldset>
  )
}

/** Who is on the grid, in the hue of their times, and whose calendar elsewhere does not answer. */
export function ChosenParties(props: {
  chosen: readonly string[]
  parties: readonly Party[]
  times: readonly PartyTime[]
  zone: string
  onRemove: (key: string) => void
}) {
  const { chosen, parties, times, zone, onRemove } = props
  if (chosen.length === 0) return null
  return (
    <ul className={css.chips} aria-label="On the calendar">
      {chosen.map((key, index) => {
        const name = parties.find((party) => party.key === key)?.name ?? 'Somebody who left'
        const down = times.find((time) => time.key === key)?.downSince ?? null
        return (
          <li key={key} className={css.chip} data-tone={index % 6}>
            <span className={css.chipName} title={name}>
              {name}
            </span>
            {down !== null && <span className={css.stale}>calendar as of {clockWords(down, zone)}</span>}
            <button
              type="button"
              className={css.chipRemove}
              aria-label={`Take ${name} off`}
              onClick={() => onRemove(key)}
            >
              ×
            </button>
          </li>
        )
      })}
    </ul>
  )
}
