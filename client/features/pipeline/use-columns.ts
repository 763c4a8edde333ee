import { useSyncExternalStore } from 'react'
import type { Stage } from '#protocol/postings'
import { useBoardApi } from './board-context.tsx'
import { lostStage } from './board-store.ts'

const lost: Stage = { id: lostStage, name: 'No longer a stage', kind: 'applied' }

/** The stages that are shown, and one more while there are cards whose stage is gone. */
export function useColumns(): readonly Stage[] {
  const { store, columns } = useBoardApi()
  const hasLost = useSyncExternalStore(store.onBoard, () => (store.summary(lostStage)?.shown ?? 0) > 0)
  return hasLost ? [...columns, lost] : columns
}
