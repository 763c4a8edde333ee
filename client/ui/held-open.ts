/**
 * For a dialog whose action is on its way and cannot be taken back: nothing closes it before the answer, neither Escape
 * nor its cross, so that a refusal finds somebody to read it.
 */
export const heldOpen = (isBusy: boolean) => ({
  closeOnEscape: !isBusy,
  closeOnClickOutside: !isBusy,
  closeButtonProps: { 'aria-label': 'Close', disabled: isBusy },
})
