import { type ComponentType, createContext, useContext } from 'react'
import type { DocumentAccess } from '#protocol/coedit'
import type { KnownPerson } from './names-in-text.ts'

/** What a review needs of the editor in which several people write; the app fills it in, since features stand apart. */
export interface WritingProps {
  readonly documentId: string
  readonly access: DocumentAccess
  readonly label: string
  /** Who the text is about, where others in it do not know that and I do. */
  readonly person?: KnownPerson | null
}

const Slot = createContext<ComponentType<WritingProps> | null>(null)

export const WritingSlot = Slot.Provider

export function useWriting(): ComponentType<WritingProps> {
  const Writing = useContext(Slot)
  if (!Writing) throw new Error('A review stands inside WritingSlot.')
  return Writing
}
