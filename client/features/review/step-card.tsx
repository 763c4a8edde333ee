import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './review.module.css'

interface StepCardProps {
  readonly step: string
  readonly title: string
  readonly aside?: string
  readonly isActive: boolean
  readonly isDone: boolean
  readonly onActive: (step: string) => void
  readonly children: ReactNode
}

/** One step of a review; the active one is where the keys go. */
export function StepCard({ step, title, aside, isActive, isDone, onActive, children }: StepCardProps) {
  const Icon = isDone ? IconCircleCheckFilled : IconCircle
  return (
    <section
      id={`step-${step}`}
      className={css.step}
      tabIndex={-1}
      aria-labelledby={`title-${step}`}
      data-active={isActive || undefined}
      onFocus={() => onActive(step)}
    >
      <header className={css.stepHead}>
        <Icon size={20} className={isDone ? css.done : css.open} aria-label={isDone ? 'Done' : 'Not done'} role="img" />
        <h3 id={`title-${step}`} className={css.stepTitle}>
          {title}
        </h3>
        {aside !== undefined && <span className={css.dim}>{aside}</span>}
      </header>
      {children}
    </section>
  )
}
