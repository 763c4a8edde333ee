/** Runs whenever the page comes back into sight or focus, until the answered function is called. */
export function whenSeenAgain(run: () => void): () => void {
  const check = () => {
    if (document.visibilityState === 'visible') run()
  }
  document.addEventListener('visibilitychange', check)
  window.addEventListener('focus', check)
  return () => {
    document.removeEventListener('visibilitychange', check)
    window.removeEventListener('focus', check)
  }
}
