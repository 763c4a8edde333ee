import { Button, Group, Text } from '@mantine/core'

/** A sentence and the button that answers it. */
export function UndoToast({ message, label, onUndo }: { message: string; label: string; onUndo: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text size="sm" lineClamp={3}>
        {message}
      </Text>
      <Button size="compact-sm" variant="light" onClick={onUndo} flex="none">
        {label}
      </Button>
    </Group>
  )
}
