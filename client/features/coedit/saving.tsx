import { useSyncExternalStore } from 'react'
import { SaveBadge, type SaveDescription } from '../../ui/save-badge.tsx'
import type { OpenDocument } from './open-document.ts'
import { describeSaving } from './save-state.ts'

/** Of whose words, and for whom, it is told whether they are stored. */
export interface Saved extends Pick<OpenDocument, 'facts'> {
  readonly mayWrite: boolean
  readonly isDenied: boolean
}

const notSaved: SaveDescription = { kind: 'trouble', words: 'Not saved', meaning: 'The server takes no more changes.' }

/** What is known of it. It changes with every letter, and so draws anew whoever asks: nothing that is large. */
export function useSaving({ facts, mayWrite, isDenied }: Saved): SaveDescription {
  const now = useSyncExternalStore(facts.subscribe, facts.get)
  return isDenied ? notSaved : describeSaving({ ...now, canWrite: mayWrite })
}

export function Saving({ of }: { of: Saved }) {
  return <SaveBadge saving={useSaving(of)} />
}
