import { type ComponentType, createContext } from 'react'

/** What the shell puts between what needs me and the figures: today's interviews. */
export const TodaySlot = createContext<ComponentType | null>(null)
