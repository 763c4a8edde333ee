import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { endpoints } from '#protocol/candidates'
import type { Scorecard } from '#protocol/scorecards'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { TabRow } from '../../ui/tab-row.tsx'
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
  const open = isThere ? wanted : 'application'
  return (
    <Tabs value={open} onChange={setChosen} keepMounted={false} className={css.texts ?? ''}>
      <TabRow
        label="What is read and written"
        open={open}
        tabs={[
          { value: 'application', label: 'Application' },
          ...(document === null ? [] : [{ value: 'shared', label: 'Shared scorecard' }]),
          ...(notes === null ? [] : [{ value: 'notes', label: 'My notes' }]),
        ]}
      />
      <Tabs.Panel value="application">{application}</Tabs.Panel>
      {document !== null && (
        <Tabs.Panel value="shared">
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
        <Tabs.Panel value="notes">
          <Writing key={notes.id} documentId={notes.id} access={notes.access} label="My notes" />
        </Tabs.Panel>
      )}
    </Tabs>
  )
}
