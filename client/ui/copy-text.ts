import { showDone, showFailure } from './toasts.ts'

/** Copies, and says so; where the browser does not let a page copy (without HTTPS, say), it says what to do instead. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    showDone(done)
  } catch {
    showFailure({
      title: 'It was not copied',
      message: 'This browser does not allow it. Mark the text and copy it by hand.',
    })
  }
}
