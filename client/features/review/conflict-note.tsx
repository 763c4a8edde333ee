import { Alert, Button, Group } from '@mantine/core'
import type { Conflict, Field, Value } from './draft.ts'

interface ConflictNoteProps {
  readonly conflicts: readonly Conflict[]
  readonly mine: (field: Field) => Value
  readonly settle: (field: Field, value: Value) => void
}

/** The same field was changed on two devices: nothing of either is thrown away unasked. */
export function ConflictNote({ conflicts, mine, settle }: ConflictNoteProps) {
  return conflicts.map(({ field, theirs }) => (
    <Alert key={field} color="orange" variant="light" mt="sm" title="Changed on another device">
      There it says: {theirs === null || theirs === '' ? 'nothing' : `“${theirs}”`}
      <Group gap="xs" mt="xs">
        <Button size="compact-md" variant="default" onClick={() => settle(field, mine(field))}>
          Keep what is here
        </Button>
        <Button size="compact-md" variant="default" onClick={() => settle(field, theirs)}>
          Take that
        </Button>
      </Group>
    </Alert>
  ))
}
