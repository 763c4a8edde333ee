import { Alert, Button, Group } from '@mantine/core'
import type { Conflict, Field, Value } from './draft.ts'

interface ConflictNoteProps {
  readonly conflicts: readonly Conflict[]
  readonly fields: readonly Field[]
  readonly mine: (field: Field) => Value
  readonly onSettle: (field: Field, value: Value) => void
}

/** The same field was changed on two devices: nothing of either is thrown away unasked. */
export function ConflictNote({ conflicts, fields, mine, onSettle }: ConflictNoteProps) {
  return conflicts
    .filter(({ field }) => fields.includes(field))
    .map(({ field, theirs }) => (
      <Alert key={field} color="orange" variant="light" mt="sm" title="Changed on another device">
        There it says: {theirs === null || theirs === '' ? 'nothing' : `“${theirs}”`}
        <Group gap="xs" mt="xs">
          <Button size="compact-md" variant="default" onClick={() => onSettle(field, mine(field))}>
            Keep what is here
          </Button>
          <Button size="compact-md" variant="default" onClick={() => onSettle(field, theirs)}>
            Take that
          </Button>
        </Group>
      </Alert>
    ))
}
