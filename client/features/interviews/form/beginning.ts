/** What the form for a new interview begins with: what was pointed at. */
export interface Beginning {
  readonly zone: string
  /** ISO 8601. */
  readonly at?: string
  readonly minutes?: number
  readonly applicationId?: string
  readonly interviewerIds?: readonly string[]
  readonly roomId?: string
}
