import { IconEye, IconLock, IconPencil } from '@tabler/icons-react'
import css from './board.module.css'
import { type ScoreView, scoreSentence } from './scores.ts'

/** How far the panel is, in as few signs as a card has room for; in words for whoever points at it. */
export function ScoreMark({ score }: { score: ScoreView | null }) {
  const words = scoreSentence(score)
  if (score === null || words === null) return null
  const { submitted, expected, revealed, waitsForMe } = score
  const Icon = waitsForMe ? IconPencil : revealed ? IconEye : IconLock
  return (
    <span className={css.score} data-mine={waitsForMe || undefined} title={capital(words)}>
      <Icon size={14} aria-hidden />
      {submitted > 0 ? `${submitted}/${expected}` : 'Yours'}
    </span>
  )
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
