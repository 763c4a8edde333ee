import { type ComponentType, createContext, useContext } from 'react'
import type { DocumentAccess } from '#protocol/coedit'

/** What a review needs of the editor in which several people write; the app fills it in, since features stand apart. */
export interface WritingProps {
  readonly documentId: string
  readonly access: DocumentAccess
  readonly label: string
}

const Slot = createContext<ComponentType<WritingProps> | null>(null)

export const WritingSlot = Slot.Provider

export function useWriting(): ComponentType<WritingProps> {
  const Writing = useContext(Slot)
  if (!Writing) throw new Error('A review stands inside WritingSlot.')
  return Writing
}
