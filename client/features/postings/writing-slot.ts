import { type ComponentType, createContext, type ReactNode, useContext } from 'react'
import type { DocumentAccess } from '#protocol/coedit'
import type { Posting } from '#protocol/postings'

/** What a posting needs of the editor in which several people write; the app fills it in, since features stand apart. */
export interface WritingProps {
  readonly documentId: string
  /** What else is known of the posting that the text belongs to. */
  readonly posting: Posting
  readonly access: DocumentAccess
  readonly label: string
  /** Stands beside the text while nothing of the editor's own does. */
  readonly aside?: ReactNode
  /** Stands under the text, once that is there. */
  readonly below?: ReactNode
}

const Slot = createContext<ComponentType<WritingProps> | null>(null)

export const WritingSlot = Slot.Provider

export function useWriting(): ComponentType<WritingProps> {
  const Writing = useContext(Slot)
  if (!Writing) throw new Error('A posting stands inside WritingSlot.')
  return Writing
}
