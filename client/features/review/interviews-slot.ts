import { type ComponentType, createContext } from 'react'

/** What the shell puts beside the review: the interviews of the application, and the way to another one. */
export const InterviewsSlot = createContext<ComponentType<{
  readonly applicationId: string
  readonly candidateId: string
  readonly jobId: string
  readonly isInPlay: boolean
}> | null>(null)
