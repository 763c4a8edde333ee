import { type KeyboardEvent, type RefObject, useEffect } from 'react'

const tools = 'button:not(:disabled):not([data-disabled])'

/** Makes a bar of buttons one stop for Tab; arrows, Home and End move within it, Escape goes back to what it serves. */
export function useRovingFocus(bar: RefObject<HTMLElement | null>, onEscape: () => void) {
  // After every rendering, and when a button comes to life: one of those that work has the stop.
  useEffect(() => {
    const element = bar.current
    if (!element) return
    const settle = () => {
      const buttons = [...element.querySelectorAll<HTMLElement>('button')]
      const working = buttons.filter((button) => button.matches(tools))
      const stop = working.find((button) => button.dataset['stop'] === 'here') ?? working[0]
      for (const button of buttons) button.tabIndex = button === stop ? 0 : -1
    }
    const keep = ({ target }: FocusEvent) => {
      for (const button of element.querySelectorAll<HTMLElement>('[data-stop]')) delete button.dataset['stop']
      if (target instanceof HTMLElement && target.matches('button')) target.dataset['stop'] = 'here'
      settle()
    }
    settle()
    const observer = new MutationObserver(settle)
    observer.observe(element, { subtree: true, childList: true, attributeFilter: ['disabled', 'data-disabled'] })
    element.addEventListener('focusin', keep)
    return () => {
      observer.disconnect()
      element.removeEventListener('focusin', keep)
    }
  }, [bar])

  return (event: KeyboardEvent<HTMLElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>(tools)]
    const at = event.target instanceof HTMLElement ? buttons.indexOf(event.target) : -1
    if (at < 0) return
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      buttons.at(to % buttons.length)?.focus()
    } else if (event.key === 'Escape') onEscape()
  }
}
