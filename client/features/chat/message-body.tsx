import { memo } from 'react'
import { type BodyPart, bodyParts } from './body-parts.ts'
import { useOpenConversation } from './conversation-context.ts'
import classes from './message-row.module.css'
import { CandidateChip, PostingChip } from './reference-chip.tsx'

/** The words of a message; addresses and names in it are recognised, nothing else is. */
export const MessageBody = memo(function MessageBody({ body }: { body: string }) {
  const { participants, hub } = useOpenConversation()
  const parts = bodyParts(body, { people: participants, origin: window.location.origin })
  return (
    <span className={classes.words}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the text.
        <Part key={index} part={part} myId={hub.me.id} />
      ))}
    </span>
  )
})

function Part({ part, myId }: { part: BodyPart; myId: string }) {
  switch (part.type) {
    case 'text':
      return part.text
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.text}
        </a>
      )
    case 'mention':
      return (
        <span className={classes.mention} data-me={part.userId === myId || undefined}>
          {part.text}
        </span>
      )
    case 'posting':
      return <PostingChip href={part.href} jobId={part.jobId} />
    case 'candidate':
      return <CandidateChip href={part.href} candidateId={part.candidateId} />
  }
}
