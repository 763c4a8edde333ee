import { IconCornerDownRight, IconMessages } from '@tabler/icons-react'
import type { MessageId } from '#protocol/ids'
import { useOpenConversation } from './conversation-context.ts'
import { useStored } from './current-hub.ts'
import classes from './message-row.module.css'
import { threadOf } from './state.ts'
import { snippetOf } from './words.ts'

/** What a reply answers; a click opens the thread. */
export function Quote({ rootId }: { rootId: MessageId }) {
  const { channel, actions } = useOpenConversation()
  const { chat } = useStored(channel.view)
  const root = chat?.records.get(rootId)?.message
  return (
    <button type="button" className={classes.quote} onClick={() => actions.openThread(rootId)}>
      <IconCornerDownRight size={16} aria-hidden="true" />
      <span>
        {root ? `${root.sender.name}: ${snippetOf(root, window.location.origin)}` : 'Reply to an earlier message'}
      </span>
    </button>
  )
}

/** How many replies a message has. */
export function RepliesLink({ rootId }: { rootId: MessageId }) {
  const { channel, actions } = useOpenConversation()
  const { chat } = useStored(channel.view)
  if (!chat?.threads.has(rootId)) return null
  const replies = threadOf(chat, rootId).filter(({ id, isDeleted }) => id !== rootId && !isDeleted).length
  if (replies === 0) return null
  return (
    <button type="button" className={classes.replies} onClick={() => actions.openThread(rootId)}>
      <IconMessages size={16} aria-hidden="true" />
      {replies === 1 ? '1 reply' : `${replies} replies`}
    </button>
  )
}
