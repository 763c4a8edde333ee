const stepOf = (step: string): HTMLElement | null => document.getElementById(`step-${step}`)

/** The step comes into sight and has the keys. */
export function focusStep(step: string): void {
  // After React has drawn it as the active one.
  requestAnimationFrame(() => {
    stepOf(step)?.scrollIntoView({ block: 'nearest' })
    stepOf(step)?.focus({ preventScroll: true })
  })
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
