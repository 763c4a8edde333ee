import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'

interface LineButtonsProps {
  /** What the line is, for the buttons' names: `requirement 2`. */
  readonly name: string
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly canRemove: boolean
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

/** Order and removal of one line in a list. */
export function LineButtons({ name, isFirst, isLast, canRemove, onMove, onRemove }: LineButtonsProps) {
  return (
    <>
      <ActionIcon size={36} aria-label={`Move ${name} up`} disabled={isFirst} onClick={() => onMove(-1)}>
        <IconArrowUp size={18} />
      </ActionIcon>
      <ActionIcon size={36} aria-label={`Move ${name} down`} disabled={isLast} onClick={() => onMove(1)}>
        <IconArrowDown size={18} />
      </ActionIcon>
      <ActionIcon size={36} aria-label={`Remove ${name}`} disabled={!canRemove} onClick={onRemove}>
        <IconTrash size={18} />
      </ActionIcon>
    </>
  )
}
