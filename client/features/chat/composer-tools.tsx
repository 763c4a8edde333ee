import { ActionIcon } from '@mantine/core'
import { IconHash, IconPaperclip } from '@tabler/icons-react'
import { Tip } from '../../ui/tip.tsx'
import { EmojiButton } from './emoji-picker.tsx'

/** What can be put into a message besides words. */
export function ComposerTools(props: {
  canAttach: boolean
  onAttach: () => void
  onLink: () => void
  onEmoji: (emoji: string) => void
}) {
  const { canAttach, onAttach, onLink, onEmoji } = props
  return (
    <>
      {canAttach ? (
        <Tip label="Attach files, at most 10 MB each">
          <ActionIcon size={36} aria-label="Attach files" onClick={onAttach}>
            <IconPaperclip size={20} stroke={1.75} />
          </ActionIcon>
        </Tip>
      ) : null}
      <Tip label="Link a posting or a candidate">
        <ActionIcon size={36} aria-label="Link a posting or a candidate" onClick={onLink}>
          <IconHash size={20} stroke={1.75} />
        </ActionIcon>
      </Tip>
      <EmojiButton label="Emoji" size={36} onChoose={onEmoji} />
    </>
  )
}
