import { Tip } from '../../ui/tip.tsx'
import { useOpenConversation } from './conversation-context.ts'
import { emojiName } from './emoji.ts'
import classes from './message-row.module.css'
import type { ShownMessage } from './timeline.ts'
import { namesInWords } from './words.ts'

/** Who reacted with what; a click joins in or takes it back. */
export function Reactions({ shown, canReact }: { shown: ShownMessage; canReact: boolean }) {
  const { actions, hub } = useOpenConversation()
  if (shown.reactions.length === 0) return null
  return (
    <div className={classes.reactions}>
      {shown.reactions.map(({ emoji, people }) => {
        const isMine = people.some(({ id }) => id === hub.me.id)
        const names = namesInWords(
          people.map(({ id, name }) => (id === hub.me.id ? 'you' : name)),
          6,
        )
        return (
          <Tip key={emoji} label={`${names} reacted with ${emojiName(emoji)}`}>
            <button
              type="button"
              className={classes.reaction}
              aria-pressed={isMine}
              aria-label={`${emojiName(emoji)}, ${people.length}: ${names}`}
              disabled={!canReact}
              onClick={() => actions.react(shown, emoji)}
            >
              <span aria-hidden="true">{emoji}</span> {people.length}
            </button>
          </Tip>
        )
      })}
    </div>
  )
}
