import { Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { Mark } from '../ui/mark.tsx'
import { type Section, sectionOf } from './pages.tsx'
import classes from './rail.module.css'

/** Where one can go: at the side, or at the bottom of a phone. */
export function Rail(props: { sections: readonly Section[]; isNarrow: boolean; onToggle: () => void }) {
  const { sections, isNarrow, onToggle } = props
  const [path] = useLocation()
  const here = sectionOf(path, sections)
  const Toggle = isNarrow ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  const toggleWords = isNarrow ? 'Show words' : 'Show icons only'
  return (
    <nav className={`${classes.rail} ${isNarrow ? classes.narrow : ''}`} aria-label="Pages">
      <Link href="/" className={classes.brand ?? ''}>
        <Mark />
        <span className={classes.words}>ClearView</span>
      </Link>
      <ul className={classes.list}>
        {sections.map((section) => (
          <li key={section.path}>
            <Tooltip label={section.label} position="right" disabled={!isNarrow} openDelay={100}>
              <Link
                href={section.path}
                className={classes.link ?? ''}
                aria-current={section === here ? 'page' : undefined}
                onPointerEnter={() => void section.preload()}
                onFocus={() => void section.preload()}
              >
                <section.icon size={20} stroke={1.75} />
                <span className={classes.words}>{section.label}</span>
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
      <div className={classes.bottom}>
        <Tooltip label={toggleWords} position="right" disabled={!isNarrow} openDelay={100}>
          <button type="button" className={classes.link} onClick={onToggle} aria-pressed={isNarrow}>
            <Toggle size={20} stroke={1.75} />
            <span className={classes.words}>Show icons only</span>
          </button>
        </Tooltip>
      </div>
    </nav>
  )
}
