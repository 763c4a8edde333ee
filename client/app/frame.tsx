import { type ReactNode, Suspense, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { Coming } from './coming.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import type { Section } from './pages.tsx'
import { Rail } from './rail.tsx'
import classes from './shell.module.css'
import { useRailWidth } from './use-rail-width.ts'

/** Rail, bar, and the page between them. */
export function Frame(props: { sections: readonly Section[]; bar: ReactNode; children: ReactNode }) {
  const { sections, bar, children } = props
  const { isNarrow, toggle } = useRailWidth()
  const [path] = useLocation()
  const main = useRef<HTMLElement>(null)
  // Tabs and open items within a page are not another place: the reader keeps focus and scroll.
  const place = path.split('/').slice(0, 3).join('/')
  const shown = useRef(place)
  useEffect(() => {
    if (shown.current === place) return
    shown.current = place
    main.current?.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [place])
  return (
    <div className={`${classes.shell} ${isNarrow ? classes.narrow : ''}`}>
      <a className={classes.skip} href="#main">
        Skip to the page
      </a>
      <Rail sections={sections} isNarrow={isNarrow} onToggle={toggle} />
      {bar}
      <main ref={main} id="main" className={classes.main} tabIndex={-1}>
        <div className={classes.page}>
          <ErrorBoundary resetKey={place}>
            <Suspense fallback={<Coming />}>{children}</Suspense>
          </ErrorBoundary>
        </div>
      </main>
    </div>
  )
}
