import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloudOff, IconLoader2 } from '@tabler/icons-react'
import css from './save-badge.module.css'

const icons = { saved: IconCheck, busy: IconLoader2, offline: IconCloudOff, trouble: IconAlertTriangle } as const

export interface SaveDescription {
  readonly kind: 'saved' | 'busy' | 'offline' | 'trouble'
  readonly words: string
  /** What it means for the person, in a sentence. */
  readonly meaning: string
}

/** Whether every word is stored. Never says more than is known. */
export function SaveBadge({ saving: { kind, words, meaning } }: { saving: SaveDescription }) {
  const Icon = icons[kind]
  return (
    <Tooltip label={meaning} multiline w={260}>
      <span className={`${css.badge} ${css[kind]}`} data-saving={kind}>
        <Icon size={16} aria-hidden="true" className={kind === 'busy' ? css.turning : ''} />
        {words}
      </span>
    </Tooltip>
  )
}
