import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { UndoToast } from './undo-toast.tsx'

/** How long a thing can be taken back. */
export const undoTime = 10_000

/** Says what happened, and offers to take it back for ten seconds. */
export function showUndo(props: { message: string; onUndo: () => void; label?: string }): void {
  const id = `undo-${performance.now()}`
  notifications.show({
    id,
    autoClose: undoTime,
    withBorder: true,
    message: createElement(UndoToast, {
      message: props.message,
      label: props.label ?? 'Undo',
      onUndo: () => {
        notifications.hide(id)
        props.onUndo()
      },
    }),
  })
}

/** Says what happened, in a sentence. */
export function showDone(message: string): void {
  notifications.show({ message, autoClose: 5000, withBorder: true })
}

/** Says what did not work and why; stays until it is closed when there is something to do about it. */
export function showFailure(props: { title: string; message: string; retry?: () => void }): void {
  const id = `failure-${performance.now()}`
  const { title, message, retry } = props
  notifications.show({
    id,
    title,
    color: 'red',
    withBorder: true,
    autoClose: retry ? false : 8000,
    message: retry
      ? createElement(UndoToast, {
          message,
          label: 'Try again',
          onUndo: () => {
            notifications.hide(id)
            retry()
          },
        })
      : message,
  })
}
