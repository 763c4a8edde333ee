type Box = Pick<DOMRect, 'top' | 'bottom' | 'left' | 'right'>

/** Bars that stand on one another may have this between them, in pixels. */
const gap = 48

/**
 * How far above the bottom of the window something from `left` to `right` stands free of the bars, in pixels. A bar that
 * has grown over half of the window is no bar: above it would be out of sight.
 */
export function takenByBars(bars: readonly Box[], within: { left: number; right: number; height: number }): number {
  const beneath = bars
    .filter(({ left, right, top, bottom }) => bottom > top && left < within.right && right > within.left)
    .sort((a, b) => b.bottom - a.bottom)
  let free = within.height
  for (const { top, bottom } of beneath) {
    if (bottom >= free - gap && top >= within.height / 2) free = Math.min(free, top)
  }
  return within.height - free
}
