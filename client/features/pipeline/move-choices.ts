import type { Application } from '#protocol/applications'
import type { Stage } from '#protocol/postings'
import { canBeMoved, canBeTakenBack } from './card-actions.ts'

export type MoveChoice =
  | { readonly kind: 'stage'; readonly stage: Stage; readonly key: string; readonly isHere: boolean }
  | { readonly kind: 'hold' | 'resume' | 'reject'; readonly label: string; readonly key: string }

/** What the "Move to…" menu of a card offers, each with the key that chooses it. */
export function moveChoices(card: Application, stages: readonly Stage[]): MoveChoice[] {
  const choices: MoveChoice[] = []
  if (canBeMoved(card)) {
    stages.forEach((stage, index) => {
      choices.push({ kind: 'stage', stage, key: index < 9 ? String(index + 1) : '', isHere: stage.id === card.stage })
    })
    if (card.status === 'active') choices.push({ kind: 'hold', label: 'Put on hold', key: 'h' })
  }
  if (canBeTakenBack(card)) {
    choices.push({ kind: 'resume', label: card.status === 'on_hold' ? 'Take off hold' : 'Take back', key: 'b' })
  }
  if (canBeMoved(card)) choices.push({ kind: 'reject', label: 'Reject…', key: 'r' })
  return choices
}
