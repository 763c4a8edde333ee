import { Button, Group, Text } from '@mantine/core'
import { Notifications, notifications, useNotifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'
import { useLayoutEffect } from 'react'
import { takenByBars } from './above-bars.ts'
import classes from './toast-host.module.css'

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

const width = 400

/** Bars come, go and grow while toasts are there. */
const often = 200

/** Bars say of themselves that they are some: `data-bottom-bar`. */
function standAboveBars(): void {
  const bars = [...document.querySelectorAll('[data-bottom-bar]')].map((bar) => bar.getBoundingClientRect())
  const within = { left: innerWidth - width - 16, right: innerWidth, height: innerHeight }
  document.documentElement.style.setProperty('--cv-bars', `${takenByBars(bars, within)}px`)
}

/** Where toasts appear: never over a bar, which is what one is about to press. */
export default function ToastHost() {
  const hasToasts = useNotifications().notifications.length > 0
  useLayoutEffect(() => {
    if (!hasToasts) return
    standAboveBars()
    const timer = setInterval(standAboveBars, often)
    return () => clearInterval(timer)
  }, [hasToasts])
  return (
    <Notifications
      position="bottom-right"
      limit={3}
      containerWidth={width}
      {...(classes.root ? { classNames: { root: classes.root } } : {})}
    />
  )
}
