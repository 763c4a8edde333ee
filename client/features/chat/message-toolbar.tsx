import { ActionIcon } from '@mantine/core'
import { IconCopy, IconMessageReply, IconPencil, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Tip } from '../../ui/tip.tsx'
import { useOpenConversation } from './conversation-context.ts'
import { quickEmoji } from './emoji.ts'
import { EmojiButton } from './emoji-picker.tsx'
import classes from './message-row.module.css'
import type { ShownMessage } from './timeline.ts'

/** What can be done with a message: on hover, on focus, and by a touch. */
export function MessageToolbar({ shown, isInThread }: { shown: ShownMessage; isInThread: boolean }) {
  const { actions, access } = useOpenConversation()
  const canWrite = access === 'write'
  return (
    <div className={classes.toolbar} role="toolbar" aria-label="Do something with this message">
      {canWrite
        ? quickEmoji.map(({ emoji, name }) => (
            <Tip key={emoji} label={name}>
              <button
                type="button"
                className={classes.quick}
                aria-label={`React with ${name}`}
                onClick={() => actions.react(shown, emoji)}
              >
                {emoji}
              </button>
            </Tip>
          ))
        : null}
      {canWrite ? (
        <EmojiButton label="React with another emoji" size={30} onChoose={(emoji) => actions.react(shown, emoji)} />
      ) : null}
      {canWrite && !isInThread ? (
        <Tool label="Reply in thread (R)" onClick={() => actions.reply(shown)}>
          <IconMessageReply size={18} stroke={1.75} />
        </Tool>
      ) : null}
      {canWrite && shown.isMine ? (
        <Tool label="Edit (E)" onClick={() => actions.edit(shown)}>
          <IconPencil size={18} stroke={1.75} />
        </Tool>
      ) : null}
      {shown.body ? (
        <Tool label="Copy (C)" onClick={() => void actions.copy(shown)}>
          <IconCopy size={18} stroke={1.75} />
        </Tool>
      ) : null}
      {canWrite && shown.isMine ? (
        <Tool label="Delete (Del)" onClick={() => actions.remove(shown)}>
          <IconTrash size={18} stroke={1.75} />
        </Tool>
      ) : null}
    </div>
  )
}

const Tool = ({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) => (
  <Tip label={label}>
    <ActionIcon size={30} onClick={onClick} aria-label={label.replace(/ \(.*\)$/, '')}>
      {children}
    </ActionIcon>
  </Tip>
)
