import type { Page } from 'playwright-core'

/** The next read of an address waits until it is released; those after it do not. */
export async function holdBack(page: Page, address: string): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let isHeld = false
  await page.route(address, async (route) => {
    const isFirst = !isHeld && route.request().method() === 'GET'
    isHeld ||= isFirst
    if (isFirst) await released
    await route.continue()
  })
  return release
}
