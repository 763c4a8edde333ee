import type { Participant } from '#protocol/chat'
import classes from './conversation-pane.module.css'
import { typingWords } from './words.ts'

/** Who is writing. Its line is always there, so that nothing jumps; it is not read aloud, which would be a chatter. */
export function TypingLine({ typing, people }: { typing: readonly string[]; people: readonly Participant[] }) {
  const words = typingWords(typing, people)
  return (
    <p className={classes.typing} data-typing={words ? true : undefined}>
      {words ? (
        <>
          <span className={classes.typingDots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {words}
        </>
      ) : null}
    </p>
  )
}
