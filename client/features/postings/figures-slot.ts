import { type ComponentType, createContext, useContext } from 'react'

/** The figures of one posting; the app fills it in, since features stand apart. */
export interface FiguresProps {
  readonly jobId: string
  /** Where the page is that they stand on: what is chosen goes into its address. */
  readonly path: string
}

const Slot = createContext<ComponentType<FiguresProps> | null>(null)

export const FiguresSlot = Slot.Provider

/** Null: this page has none. */
export const useFiguresSlot = (): ComponentType<FiguresProps> | null => useContext(Slot)
