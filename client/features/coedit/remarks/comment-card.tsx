import { ActionIcon, Button, Group, Menu } from '@mantine/core'
import { IconCheck, IconDots, IconRotate2, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Comment } from '#protocol/coedit'
import { GrowingText } from '../../../ui/growing-text.tsx'
import { Byline, Card } from './card.tsx'
import { Form } from './compose.tsx'
import css from './remarks.module.css'
import type { RemarkActions } from './use-remark-actions.ts'

interface CommentCardProps {
  readonly comment: Comment
  readonly nameOf: (userId: string) => string
  readonly myId: string
  readonly canAnswer: boolean
  readonly canWrite: boolean
  readonly isActive: boolean
  readonly isAdrift: boolean
  readonly onPick: () => void
  readonly actions: RemarkActions
}

/** A comment with its replies. */
export function CommentCard(props: CommentCardProps) {
  const { comment, nameOf, myId, canAnswer, canWrite, isActive, isAdrift, onPick, actions } = props
  const [answers, setAnswers] = useState(false)
  const author = nameOf(comment.by)
  const isSettled = comment.resolvedBy !== null
  const mayRemove = comment.by === myId || canWrite
  return (
    <Card label={`Comment by ${author}`} isActive={isActive} isAdrift={isAdrift} onPick={onPick}>
      <Byline
        name={author}
        at={comment.at}
        aside={
          <span className={css.cardTools}>
            {canAnswer && !isSettled && (
              <ActionIcon aria-label="Settle" title="Settle" onClick={() => void actions.resolve(comment, true)}>
                <IconCheck size={18} />
              </ActionIcon>
            )}
            {mayRemove && (
              <Menu>
                <Menu.Target>
                  <ActionIcon aria-label="More">
                    <IconDots size={18} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconTrash size={18} />} onClick={() => void actions.remove(comment)}>
                    Remove with its replies
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
          </span>
        }
      />
      <blockquote className={css.quote}>{comment.quote}</blockquote>
      <p className={css.body}>{comment.body}</p>
      {comment.replies.length > 0 && (
        <ul className={css.replies} aria-label="Replies">
          {comment.replies.map((reply) => (
            <li key={reply.id}>
              <Byline name={nameOf(reply.by)} at={reply.at} />
              <p className={css.body}>{reply.body}</p>
            </li>
          ))}
        </ul>
      )}
      {isSettled && comment.resolvedBy !== null && (
        <p className={css.outcome}>Settled by {lower(nameOf(comment.resolvedBy))}</p>
      )}
      {canAnswer && answers && (
        <Reply to={lower(author)} onSend={(body) => actions.reply(comment, body)} onDone={() => setAnswers(false)} />
      )}
      {canAnswer && !answers && (
        <Group gap="xs">
          {isSettled ? (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconRotate2 size={16} />}
              onClick={() => void actions.resolve(comment, false)}
            >
              Open again
            </Button>
          ) : (
            <Button variant="subtle" size="compact-sm" onClick={() => setAnswers(true)}>
              Reply
            </Button>
          )}
        </Group>
      )}
    </Card>
  )
}

function Reply(props: { to: string; onSend: (body: string) => Promise<boolean>; onDone: () => void }) {
  const { to, onSend, onDone } = props
  const [body, setBody] = useState('')
  return (
    <Form
      title={`Reply to ${to}`}
      action="Reply"
      isReady={body.trim() !== ''}
      onSend={() => onSend(body)}
      onDone={onDone}
    >
      <GrowingText
        aria-label="Reply"
        autoFocus
        minRows={2}
        maxRows={8}
        maxLength={5000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
    </Form>
  )
}

export const lower = (name: string): string => (name === 'You' ? 'you' : name)
