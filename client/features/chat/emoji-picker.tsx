import { ActionIcon, Popover, Tooltip } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { allEmoji } from './emoji.ts'
import classes from './emoji-picker.module.css'

const columns = 8

/** Opens the set of emoji; arrows go through it. */
export function EmojiButton(props: { label: string; size: number; onChoose: (emoji: string) => void }) {
  const { label, size, onChoose } = props
  const [isOpen, setIsOpen] = useState(false)
  const choose = (emoji: string) => {
    setIsOpen(false)
    onChoose(emoji)
  }
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="top-end" trapFocus returnFocus withinPortal shadow="md">
      <Popover.Target>
        <Tooltip label={label} disabled={isOpen}>
          <ActionIcon size={size} aria-label={label} onClick={() => setIsOpen(!isOpen)}>
            <IconMoodSmile size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Choose an emoji">
        <div className={classes.grid} onKeyDown={move} role="toolbar" aria-label="Emoji">
          {allEmoji.map(({ emoji, name }, index) => (
            <button
              key={emoji}
              type="button"
              className={classes.emoji}
              aria-label={name}
              title={name}
              tabIndex={index === 0 ? 0 : -1}
              onClick={() => choose(emoji)}
            >
              {emoji}
            </button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }

function move(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key]
  if (step === undefined) return
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button.matches(':focus'))
  event.preventDefault()
  buttons[at + step]?.focus()
}
