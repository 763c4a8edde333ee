import { Anchor, Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { Finding } from './analyse/finding.ts'
import css from './language.module.css'

/** Why a finding is one, and who says so. */
export function WhyWords({ finding: { reason, source } }: { finding: Finding }) {
  return (
    <p className={css.why}>
      {reason}{' '}
      <Anchor href={source.url} target="_blank" rel="noreferrer" className={css.source ?? ''}>
        {source.title}
        <IconExternalLink size={14} aria-label="opens a new tab" />
      </Anchor>
    </p>
  )
}

interface OfferedProps {
  readonly finding: Finding
  readonly onAccept: (words: string) => void
  /** The first one is taken by this key too. */
  readonly firstKey?: string
}

/** Words to press that can stand in the place of the quote. */
export function OfferedWords({ finding: { quote, alternatives }, onAccept, firstKey }: OfferedProps) {
  if (alternatives.length === 0) return null
  return (
    <div className={css.offered}>
      {alternatives.map((words, i) => (
        <Button
          key={words}
          size="compact-sm"
          variant={i === 0 && firstKey ? 'filled' : 'default'}
          onClick={() => onAccept(words)}
          aria-label={`Replace “${quote}” by “${words}”`}
          {...(i === 0 && firstKey
            ? {
                rightSection: (
                  <kbd className={css.key} aria-hidden>
                    {firstKey}
                  </kbd>
                ),
              }
            : {})}
        >
          {words}
        </Button>
      ))}
    </div>
  )
}
