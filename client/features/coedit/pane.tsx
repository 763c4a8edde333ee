import { CloseButton, Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMatches } from '../../ui/use-matches.ts'
import css from './pane.module.css'

/** A pane beside the text; a sheet from below where there is no room beside it. */
export function Pane({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const isWide = useMatches('(min-width: 62em)')
  if (!isWide) {
    return (
      <Drawer
        opened
        onClose={onClose}
        position="bottom"
        size="70%"
        title={title}
        classNames={{ content: css.sheet ?? '' }}
      >
        {children}
      </Drawer>
    )
  }
  return (
    <section className={css.pane} aria-label={title}>
      <header className={css.head}>
        <h2 className={css.title}>{title}</h2>
        <CloseButton aria-label={`Close ${title.toLowerCase()}`} onClick={onClose} />
      </header>
      {children}
    </section>
  )
}
