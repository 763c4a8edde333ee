import { Suspense, useEffect, useRef } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { useMembership } from '../rest/membership.tsx'
import { PageSkeleton } from '../ui/skeletons.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { HomePage, PipelinePage, PostingFormPage, PostingPage, PostingsPage, sectionOf, TeamPage } from './pages.tsx'
import { Rail } from './rail.tsx'
import classes from './shell.module.css'
import { TopBar } from './top-bar.tsx'
import { useRailWidth } from './use-rail-width.ts'

/** The frame around every page: rail, bar, and the page itself. */
export function Shell({ onOpenEmployer }: { onOpenEmployer: (employerId: string) => void }) {
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
      <Rail isNarrow={isNarrow} onToggle={toggle} />
      <TopBar onOpenEmployer={onOpenEmployer} />
      <main ref={main} id="main" className={classes.main} tabIndex={-1}>
        <div className={classes.page}>
          <ErrorBoundary resetKey={place}>
            <Suspense fallback={<PageSkeleton />}>
              <Pages path={path} />
            </Suspense>
          </ErrorBoundary>
        </div>
      </main>
    </div>
  )
}

function Pages({ path }: { path: string }) {
  const { may } = useMembership()
  const needs = sectionOf(path)?.needs
  // A page that the role does not reach is answered as if it were not there, like everywhere else.
  if (needs && !may(needs)) return <NotFoundPage />
  return (
    <Switch>
      <Route path="/">
        <HomePage />
      </Route>
      <Route path="/postings">
        <PostingsPage />
      </Route>
      <Route path="/postings/new">{may('posting.write') ? <PostingFormPage /> : <NotFoundPage />}</Route>
      <Route path="/postings/:jobId/:tab?">
        <PostingPage />
      </Route>
      <Route path="/pipeline/:jobId?">
        <PipelinePage />
      </Route>
      <Route path="/team/:tab?">
        <TeamPage />
      </Route>
      <Route path="/home">
        <Redirect to="/" replace />
      </Route>
      <Route>
        <NotFoundPage />
      </Route>
    </Switch>
  )
}
