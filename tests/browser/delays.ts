import type { Page } from 'playwright-core'
import { eventually } from '../server.ts'

// Delays between what one page does and what another page shows. Both are measured inside the pages, on the one clock
// of the machine: what the test itself takes to hear of them does not count.

/**
 * Has a page note from now on when a state that only it can see begins.
 * @param stateOf runs in the page after each change of the document, given `argument`: the state, null while there is none
 * @returns waits until the page shows that state; answers since when, in milliseconds of the epoch
 */
export async function watch<T>(
  page: Page,
  stateOf: (argument: T) => string | null,
  argument: T,
): Promise<(state: string) => Promise<number>> {
  const name = `seen${++watches}`
  await page.evaluate(
    `(() => {
      const stateOf = ${stateOf}
      const now = window.${name} = { state: null, since: Date.now() }
      const look = () => {
        const state = stateOf(${JSON.stringify(argument)})
        if (state !== now.state) Object.assign(now, { state, since: Date.now() })
      }
      look()
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
    })()`,
  )
  return async (state) => {
    const since = `window.${name}.state === ${JSON.stringify(state)} ? window.${name}.since : null`
    return eventually(() => page.evaluate<number | null>(since), patience)
  }
}

let watches = 0
/** For what is late: how late is for the test to judge. */
const patience = 30_000

/** When the n-th answer (from 1) to requests of the page to an address that contains `path` had come, as above. */
export async function answeredAt(page: Page, path: string, n: number): Promise<number> {
  const answers = `performance.getEntriesByType('resource').filter(({ name }) => name.includes(${JSON.stringify(path)}))`
  const time = `(({ responseEnd }) => responseEnd && performance.timeOrigin + responseEnd)(${answers}[${n - 1}] ?? {})`
  return eventually(() => page.evaluate<number | undefined>(time), patience)
}
