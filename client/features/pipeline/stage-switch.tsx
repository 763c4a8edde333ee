import { useEffect, useRef } from 'react'
import type { Stage } from '#protocol/postings'
import { useColumn, useColumnSummary } from './board-context.tsx'
import css from './stage-switch.module.css'

interface StageSwitchProps {
  readonly stages: readonly Stage[]
  readonly current: string
  readonly onChange: (stage: string) => void
}

/** One stage at a time on a phone; the others are one touch away, with their counts. */
export function StageSwitch({ stages, current, onChange }: StageSwitchProps) {
  return (
    <nav className={`cv-no-print ${css.stages}`} aria-label="Stages">
      {stages.map((stage) => (
        <StageButton key={stage.id} stage={stage} isCurrent={stage.id === current} onChange={onChange} />
      ))}
    </nav>
  )
}

function StageButton(props: { stage: Stage; isCurrent: boolean; onChange: (stage: string) => void }) {
  const { stage, isCurrent, onChange } = props
  const button = useRef<HTMLButtonElement>(null)
  const shown = useColumnSummary(stage.id)?.shown ?? 0
  const waiting = useColumn(stage.id).waiting.length
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [isCurrent])
  return (
    <button
      ref={button}
      type="button"
      className={css.stage}
      aria-current={isCurrent || undefined}
      onClick={() => onChange(stage.id)}
    >
      <span className={css.name} title={stage.name}>
        {stage.name}
      </span>{' '}
      <span className={css.count}>{shown}</span>
      {waiting > 0 && <span className="cv-visually-hidden">, {waiting} new</span>}
    </button>
  )
}
