import { useSyncExternalStore } from 'react'
import { connection } from '../../live/connection.ts'
import { useOpenConversation } from './conversation-context.ts'
import classes from './message-row.module.css'
import type { OutgoingView } from './outgoing.ts'
import type { ShownMessage } from './timeline.ts'

const isCutOff = () => !connection.get().online || connection.get().link !== 'open'

const whatFailed = { send: 'Not sent', edit: 'Not edited', delete: 'Not deleted', react: 'Not added' } as const

/** How far a message of mine has come, said as it is. */
export function Delivery({ shown, receipt }: { shown: ShownMessage; receipt: string | null }) {
  const { outgoing, pendingChange } = shown
  const isOffline = useSyncExternalStore(connection.subscribe, isCutOff)
  const change = outgoing ?? pendingChange
  if (change?.phase === 'failed') return <Failure outgoing={change} shown={shown} />
  if (change && change.phase !== 'stored') {
    if (isOffline) return <p className={classes.delivery}>Waiting for the connection – it will be sent</p>
    // Usually over in a moment: the words come only when it takes longer.
    return (
      <p className={`${classes.delivery} ${classes.soon}`}>
        {change.phase === 'sending' ? 'Sending…' : 'Waiting to be sent'}
      </p>
    )
  }
  if (outgoing) return <p className={classes.delivery}>Sent</p>
  return receipt ? <p className={classes.delivery}>{receipt}</p> : null
}

function Failure({ outgoing, shown }: { outgoing: OutgoingView; shown: ShownMessage }) {
  const { actions, access } = useOpenConversation()
  const { intent, failure } = outgoing
  return (
    <p className={classes.failure} role="alert">
      <span>
        {whatFailed[intent.type]}: {failure?.message}
      </span>
      {access === 'read' ? null : (
        <button type="button" onClick={() => actions.retry(outgoing)}>
          Try again
        </button>
      )}
      {intent.type === 'send' && !shown.replyTo && access !== 'read' ? (
        <button type="button" onClick={() => actions.edit(shown)}>
          Edit
        </button>
      ) : null}
      <button type="button" onClick={() => actions.discard(outgoing)}>
        Discard
      </button>
    </p>
  )
}
