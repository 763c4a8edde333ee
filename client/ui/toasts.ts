import type { Toast } from './toast-host.tsx'

/** How long a thing can be taken back. */
export const undoTime = 10_000

/** Says what happened, and offers to take it back for ten seconds. */
export function showUndo(props: { message: string; onUndo: () => void; label?: string }): void {
  const { message, onUndo, label = 'Undo' } = props
  show({ message, action: { label, run: onUndo }, closesAfter: undoTime })
}

/** Says what happened, in a sentence. */
export function showDone(message: string): void {
  show({ message, closesAfter: 5000 })
}

/** Says what did not work and why; stays until it is closed when there is something to do about it. */
export function showFailure(props: { title: string; message: string; retry?: () => void }): void {
  const { title, message, retry } = props
  show({
    title,
    message,
    isTrouble: true,
    closesAfter: retry ? null : 8000,
    ...(retry ? { action: { label: 'Try again', run: retry } } : {}),
  })
}

/** The first toast brings the code for all of them: most visits need none before something was done. */
function show(toast: Toast): void {
  import('./toast-host.tsx').then(
    ({ showToast }) => showToast(toast),
    // Without a connection the words may come late, when what they say has been sent too.
    () => setTimeout(() => show(toast), 3000),
  )
}
