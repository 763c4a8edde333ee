import { Button, CloseButton, Menu } from '@mantine/core'
import { IconArrowsExchange, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useBoardApi } from './board-context.tsx'
import css from './bulk-bar.module.css'

export interface BulkBarProps {
  readonly isMoving: boolean
  readonly onMoving: (isMoving: boolean) => void
  readonly onReject: () => void
}

/** Comes up when cards are chosen: what can be done with all of them. */
export function BulkBar({ isMoving, onMoving, onReject }: BulkBarProps) {
  const { selection, stages, bulk, store } = useBoardApi()
  const ids = useSyncExternalStore(selection.onChange, selection.ids)
  if (ids.size === 0) return null
  const isHeld = [...ids].some((id) => store.record(id)?.status === 'on_hold')
  return (
    <section className={css.bar} aria-label="Chosen candidates" data-bottom-bar>
      <span className={css.count} role="status">
        {ids.size} chosen
      </span>
      <Menu opened={isMoving} onChange={onMoving} position="top" withinPortal={false} returnFocus={false} width={232}>
        <Menu.Target>
          <Button variant="subtle" size="compact-md" leftSection={<IconArrowsExchange size={18} aria-hidden />}>
            Move to…
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {stages.map((stage) => (
            <Menu.Item key={stage.id} onClick={() => bulk.move(stage.id)}>
              {stage.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<IconPlayerPause size={18} aria-hidden />}
        onClick={bulk.hold}
      >
        Hold
      </Button>
      {isHeld && (
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          onClick={bulk.resume}
        >
          Off hold
        </Button>
      )}
      <Button variant="subtle" size="compact-md" leftSection={<IconX size={18} aria-hidden />} onClick={onReject}>
        Reject…
      </Button>
      <CloseButton aria-label="Choose nobody" onClick={() => selection.clear()} />
    </section>
  )
}
