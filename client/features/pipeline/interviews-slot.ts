import { type ComponentType, createContext } from 'react'

/** What the shell puts beside a candidate: the interviews of an application, and the form for another one. */
export interface InterviewsParts {
  readonly List: ComponentType<{
    readonly applicationId: string
    readonly candidateId: string
    readonly jobId: string
    readonly isInPlay: boolean
  }>
  readonly Schedule: ComponentType<{ readonly applicationId: string; readonly onClose: () => void }>
}

export const InterviewsSlot = createContext<InterviewsParts | null>(null)
