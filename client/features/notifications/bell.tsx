import { IconBell } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { counted } from '../../ui/counted.ts'
import classes from './bell.module.css'
import { useNotifications } from './use-notifications.ts'

const loadPanel = () => import('./bell-panel.tsx')
const BellPanel = lazy(loadPanel)

/** How much is new, and what it is once one looks. */
export function Bell() {
  const { query, markRead } = useNotifications()
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const unread = query.data?.unread ?? 0

  useEffect(() => {
    if (!isOpen) return
    const close = (event: PointerEvent) => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) setIsOpen(false)
    }
    document.addEventListener('pointerdown', close)
    return () => document.removeEventListener('pointerdown', close)
  }, [isOpen])

  const close = () => {
    setIsOpen(false)
    button.current?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard from whatever has the focus inside.
    <div ref={place} className={classes.place} onKeyDown={({ key }) => key === 'Escape' && isOpen && close()}>
      <button
        ref={button}
        type="button"
        className={classes.bell}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={unread === 0 ? 'Notifications' : `Notifications, ${unread} unread`}
        onPointerEnter={() => void loadPanel()}
        onFocus={() => void loadPanel()}
        onClick={() => setIsOpen((before) => !before)}
      >
        <IconBell size={20} stroke={1.75} aria-hidden="true" />
        {unread > 0 ? (
          <span className={classes.count} aria-hidden="true">
            {unread > 99 ? '99+' : unread}
          </span>
        ) : null}
      </button>
      <span className="cv-visually-hidden" role="status">
        {unread > 0 ? counted(unread, 'unread notification') : ''}
      </span>
      {isOpen ? (
        <Suspense>
          <BellPanel query={query} markRead={markRead} onClose={close} />
        </Suspense>
      ) : null}
    </div>
  )
}
