import { useSyncExternalStore } from 'react'
import { Tip } from '../ui/tip.tsx'
import { connection, describeConnection } from './connection.ts'
import classes from './connection-status.module.css'

const meaning = {
  live: 'What you see is what is. Changes by others appear by themselves.',
  busy: 'Connected, and getting up to date.',
  down: 'You see the last known state. What you change is kept and sent when the connection is back.',
  outdated: 'ClearView was updated. Load the page again to go on.',
} as const

/** How true the page is at this moment. Never a dialog, never in the way. */
export function ConnectionStatus() {
  const { kind, words } = describeConnection(useSyncExternalStore(connection.subscribe, connection.get))
  const className = `${classes.pill} ${classes[kind]}`
  const content = (
    <>
      <span className={classes.dot} aria-hidden="true" />
      <span className={classes.words}>{words}</span>
    </>
  )
  return (
    <Tip label={meaning[kind]} width={260}>
      {kind === 'outdated' ? (
        <button type="button" className={className} onClick={() => window.location.reload()}>
          {content}
        </button>
      ) : (
        <div className={className} role="status" data-connection={kind}>
          {content}
        </div>
      )}
    </Tip>
  )
}
