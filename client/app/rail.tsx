import { IconDots, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { Mark } from '../ui/mark.tsx'
import { Tip } from '../ui/tip.tsx'
import { useMatches } from '../ui/use-matches.ts'
import { loadPart } from './load-part.ts'
import { type Section, sectionOf } from './pages.tsx'
import classes from './rail.module.css'

const loadMore = () => loadPart(() => import('./more-menu.tsx'))
const MoreMenu = lazy(loadMore)

/** As many as have room beside each other at the bottom of a phone. */
const mostOnPhone = 5

/** Where one can go: at the side, or at the bottom of a phone. */
export function Rail(props: { sections: readonly Section[]; isNarrow: boolean; onToggle: () => void }) {
  const { sections, isNarrow, onToggle } = props
  const [path] = useLocation()
  const here = sectionOf(path, sections)
  const isPhone = useMatches('(max-width: 47.99em)')
  const hasTooMany = isPhone && sections.length > mostOnPhone
  const shown = hasTooMany ? sections.filter(({ isSecondary }) => !isSecondary) : sections
  const more = hasTooMany ? sections.filter(({ isSecondary }) => isSecondary) : []
  const Toggle = isNarrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const toggleWords = isNarrow ? 'Show words' : 'Show icons only'
  return (
    <nav className={`${classes.rail} ${isNarrow ? classes.narrow : ''}`} aria-label="Pages" data-bottom-bar>
      <Link href="/" className={classes.brand ?? ''}>
        <Mark />
        <span className={classes.words}>ClearView</span>
      </Link>
      <ul className={classes.list}>
        {shown.map((section) => (
          <li key={section.path}>
            <Tip label={section.label} side="right" isOff={!isNarrow} delay={100}>
              <Link
                href={section.path}
                className={classes.link ?? ''}
                aria-current={section === here ? 'page' : undefined}
                onPointerEnter={() => void section.preload()}
                onFocus={() => void section.preload()}
              >
                <section.icon size={20} stroke={1.75} />
                <span className={classes.words}>{section.label}</span>
                {section.badge ? (
                  <span className={classes.badge}>
                    <section.badge />
                  </span>
                ) : null}
              </Link>
            </Tip>
          </li>
        ))}
        {more.length > 0 ? (
          <li>
            <More sections={more} here={here} />
          </li>
        ) : null}
      </ul>
      <div className={classes.bottom}>
        <Tip label={toggleWords} side="right" isOff={!isNarrow} delay={100}>
          <button type="button" className={classes.link} onClick={onToggle} aria-pressed={isNarrow}>
            <Toggle size={20} stroke={1.75} />
            <span className={classes.words}>Show icons only</span>
          </button>
        </Tip>
      </div>
    </nav>
  )
}

/** What has no room at the bottom of a phone: a button, and a menu once it is wanted. */
function More({ sections, here }: { sections: readonly Section[]; here: Section | undefined }) {
  const [isWanted, setIsWanted] = useState(false)
  const isHere = here !== undefined && sections.includes(here)
  const button = (
    <button
      type="button"
      className={classes.link}
      aria-haspopup="menu"
      aria-current={isHere ? 'true' : undefined}
      onFocus={() => void loadMore()}
      onClick={() => setIsWanted(true)}
    >
      <IconDots size={20} stroke={1.75} />
      <span className={classes.words}>More</span>
    </button>
  )
  return isWanted ? (
    <Suspense fallback={button}>
      <MoreMenu sections={sections} isHere={isHere} />
    </Suspense>
  ) : (
    button
  )
}
