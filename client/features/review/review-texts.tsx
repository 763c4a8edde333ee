import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { endpoints } from '#protocol/candidates'
import type { Scorecard } from '#protocol/scorecards'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import css from './review.module.css'
import { useWriting } from './writing-slot.ts'

interface ReviewTextsProps {
  readonly scorecard: Scorecard
  /** The panel was turned over while this page was open: its text comes up. */
  readonly turned: boolean
  readonly application: ReactNode
}

/** What is read and written beside the ratings: the application, the panel's shared scorecard, my own notes. */
export function ReviewTexts({ scorecard, turned, application }: ReviewTextsProps) {
  const Writing = useWriting()
  const { document, notes, candidateId } = scorecard
  const { employerId } = useMembership()
  const { data: candidate } = useQuery(queryOf(endpoints.readCandidate, { params: { employerId, candidateId } }))
  const person = candidate?.identity ? { ...candidate.identity, code: candidate.code } : null
  const [chosen, setChosen] = useState<string | null>(null)
  const wanted = chosen ?? (turned && document !== null ? 'shared' : 'application')
  const isThere = wanted === 'application' || (wanted === 'shared' ? document !== null : notes !== null)
  return (
    <Tabs value={isThere ? wanted : 'application'} onChange={setChosen} keepMounted={false} className={css.texts ?? ''}>
      <Tabs.List>
        <Tabs.Tab value="application">Application</Tabs.Tab>
        {document !== null && <Tabs.Tab value="shared">Shared scorecard</Tabs.Tab>}
        {notes !== null && <Tabs.Tab value="notes">My notes</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="application" pt="md">
        {application}
      </Tabs.Panel>
      {document !== null && (
        <Tabs.Panel value="shared" pt="md">
          <Writing
            key={document.id}
            documentId={document.id}
            access={document.access}
            label="Shared scorecard"
            person={person}
          />
        </Tabs.Panel>
      )}
      {notes !== null && (
        <Tabs.Panel value="notes" pt="md">
          <Writing key={notes.id} documentId={notes.id} access={notes.access} label="My notes" />
        </Tabs.Panel>
      )}
    </Tabs>
  )
}
