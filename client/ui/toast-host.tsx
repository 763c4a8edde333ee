import { Button, Group, Text } from '@mantine/core'
import { Notifications, notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'

export interface Toast {
  readonly title?: string
  readonly message: string
  readonly isTrouble?: boolean
  /** Milliseconds; null: it stays until it is closed. */
  readonly closesAfter: number | null
  readonly action?: { readonly label: string; readonly run: () => void }
}

let count = 0

export function showToast({ title, message, isTrouble, closesAfter, action }: Toast): void {
  const id = `toast-${++count}`
  const close = () => notifications.hide(id)
  notifications.show({
    id,
    ...(title ? { title } : {}),
    ...(isTrouble ? { color: 'red', role: 'alert' } : { role: 'status' }),
    autoClose: closesAfter ?? false,
    withBorder: true,
    message: action ? (
      // What went wrong, and with whom, is said to the end.
      <Group justify={isTrouble ? 'flex-end' : 'space-between'} wrap={isTrouble ? 'wrap' : 'nowrap'} gap="sm">
        <Text size="sm" {...(isTrouble ? { w: '100%' } : { lineClamp: 3 })}>
          {message}
        </Text>
        <Button
          size="compact-sm"
          variant="light"
          flex="none"
          onClick={() => {
            close()
            action.run()
          }}
        >
          {action.label}
        </Button>
      </Group>
    ) : (
      message
    ),
  })
}

/** Where toasts appear. */
export default function ToastHost() {
  return <Notifications position="bottom-right" limit={3} containerWidth={400} />
}
