const stepOf = (step: string): HTMLElement | null => document.getElementById(`step-${step}`)

/** The step has the keys at once, and comes into sight. */
export function focusStep(step: string): void {
  // Not later: whoever types quicker than the page is drawn would lose the letters in between.
  stepOf(step)?.focus({ preventScroll: true })
  // After React has drawn it as the active one.
  requestAnimationFrame(() => stepOf(step)?.scrollIntoView({ block: 'nearest' }))
}

export const focusText = (step: string): void => stepOf(step)?.querySelector<HTMLElement>('[data-step-text]')?.focus()

/** Out of the text, the keys are the step's again. */
export const leaveText = (step: string): void => stepOf(step)?.focus({ preventScroll: true })

/** As if the choice had been clicked; what a step does not have is not chosen. */
export function chooseIn(step: string, mark: number): void {
  const choices = stepOf(step)?.querySelectorAll<HTMLElement>(
    'input[type="radio"]:enabled, button[role="radio"]:enabled',
  )
  choices?.[mark - 1]?.click()
}
