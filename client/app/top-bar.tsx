import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Bell } from '../features/notifications/bell.tsx'
import { ConnectionStatus } from '../live/connection-status.tsx'
import { useMembership } from '../rest/membership.tsx'
import { usePageTitle } from '../ui/crumbs.tsx'
import { loadPart } from './load-part.ts'
import { MeMenu } from './me-menu.tsx'
import { sectionOf, sectionsFor } from './pages.tsx'
import classes from './top-bar.module.css'
import { useCommandKey } from './use-command-key.ts'

const Commands = lazy(() => loadPart(() => import('./commands.tsx')))
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Where I am, search and commands, the connection, me. */
export function TopBar({ onOpenEmployer }: { onOpenEmployer: (employerId: string) => void }) {
  const membership = useMembership()
  const [isSearching, setIsSearching] = useState(false)
  // Once opened it stays mounted, so that it can close in its own time and opens at once the next time.
  const [wasSearching, setWasSearching] = useState(false)
  const openSearch = () => {
    setWasSearching(true)
    setIsSearching(true)
  }
  useCommandKey(() => (isSearching ? setIsSearching(false) : openSearch()))
  return (
    <header className={classes.bar}>
      <Crumbs />
      <button type="button" className={classes.search} onClick={openSearch} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={18} stroke={1.75} aria-hidden="true" />
        <span className={classes.searchWords}>Search</span>
        <span className={classes.keys}>{isMac ? '⌘ K' : 'Ctrl K'}</span>
      </button>
      <ConnectionStatus />
      <Bell />
      <MeMenu user={membership.user} here={membership} onOpenEmployer={onOpenEmployer} />
      {wasSearching ? (
        <Suspense>
          <Commands opened={isSearching} onClose={() => setIsSearching(false)} />
        </Suspense>
      ) : null}
    </header>
  )
}

function Crumbs() {
  const { companyName, user, may } = useMembership()
  const [path] = useLocation()
  const section = sectionOf(path, sectionsFor(user, may))
  const title = usePageTitle()
  // A consultant's own pages are of no company.
  const isOwn = section?.kind === 'consultant'
  const isDeeper = section !== undefined && title !== null && title !== section.label && section.path !== '/'
  return (
    <nav className={classes.crumbs} aria-label="You are here">
      <ol>
        {isOwn ? null : (
          <li className={classes.company}>
            <Link href="/" className={classes.crumb ?? ''} title={companyName}>
              {companyName}
            </Link>
          </li>
        )}
        {section ? (
          <li className={isDeeper ? classes.hasMore : ''} {...(isDeeper ? {} : { 'aria-current': 'page' as const })}>
            {isDeeper ? (
              <Link href={section.path} className={classes.crumb ?? ''}>
                {section.label}
              </Link>
            ) : (
              <span className={classes.crumb}>{section.label}</span>
            )}
          </li>
        ) : null}
        {isDeeper || (!section && title) ? (
          <li aria-current="page">
            <span className={classes.crumb} title={title ?? ''}>
              {title}
            </span>
          </li>
        ) : null}
      </ol>
    </nav>
  )
}
