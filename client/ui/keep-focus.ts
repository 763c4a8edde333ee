const reachable = 'a[href], button:not(:disabled), [tabindex="0"]'
const written = 'input:not(:disabled), textarea:not(:disabled), select:not(:disabled)'

/** One step up from what had the focus: what it was in, and at which place. */
interface Step {
  readonly parent: Element
  readonly index: number
}

function* upFrom(element: Element): Generator<Step> {
  for (let child = element; child.parentElement; child = child.parentElement)
    yield { parent: child.parentElement, index: [...child.parentElement.children].indexOf(child) }
}

/** `Remove Screen` and `Remove Offer` do the same, each to another. */
const verbOf = (element: Element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').split(' ', 1)[0]

/** What had the focus, and the way up from it as it was then. */
interface Held {
  readonly element: Element
  readonly trail: readonly Step[]
}

/** What stands where the lost one stood, does the same if there is such a thing, and is on screen. */
function standIn({ element, trail }: Held): HTMLElement | null {
  // Nobody who pressed a button wants the keyboard of a phone.
  const kind = element.matches(written) ? `${reachable}, ${written}` : reachable
  const inside = (place: Element) =>
    [...place.querySelectorAll<HTMLElement>(kind)].filter((one) => one.checkVisibility())
  for (const { parent, index } of trail.filter((step) => step.parent.isConnected)) {
    // Bars and toasts are no place to go on from.
    if (!parent.closest('main, [role="dialog"]')) return null
    const place = parent.children[Math.min(index, parent.children.length - 1)]
    const found = place ? inside(place) : []
    const next = found.find((one) => verbOf(one) === verbOf(element)) ?? found[0] ?? inside(parent)[0]
    if (next) return next
  }
  return null
}

const nextOf = (held: Held): HTMLElement | null =>
  held.element.isConnected && held.element instanceof HTMLElement ? held.element : standIn(held)

/**
 * Where what has the focus is taken away, because it was removed, done or sent, the browser lets the focus fall out of
 * the page or the dialog. It goes to what stands there now, unless somebody puts it elsewhere. A button that was busy has
 * it again once it can be pressed: what it asked for may have been refused.
 */
export function keepFocus(): void {
  let last: Held | null = null
  /** For a dialog that closes when what opened it is gone, too. */
  let lastOnPage: Held | null = null
  const isLost = () => last !== null && !last.element.isConnected && document.activeElement === document.body
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof Element)) return
    last = { element: target, trail: [...upFrom(target)] }
    if (target.closest('main')) lastOnPage = last
  })
  new MutationObserver(() => {
    if (!isLost()) return
    // After whoever knows better where it goes on.
    setTimeout(() => {
      if (!isLost() || !last) return
      const wasInDialog = last.element.closest('[role="dialog"]') !== null
      const next = standIn(last) ?? (wasInDialog && lastOnPage ? nextOf(lastOnPage) : null)
      last = null
      next?.focus({ preventScroll: true })
    }, 50)
  }).observe(document.body, { childList: true, subtree: true })
  new MutationObserver((changes) => {
    if (document.activeElement !== document.body || !(last?.element instanceof HTMLElement)) return
    const { element } = last
    if (changes.some(({ target }) => target === element)) element.focus({ preventScroll: true })
  }).observe(document.body, { attributeFilter: ['disabled'], subtree: true })
}
