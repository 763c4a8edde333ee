import { Tabs } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Scorecard } from '#protocol/scorecards'
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
  const { document, notes } = scorecard
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
          <Writing key={document.id} documentId={document.id} access={document.access} label="Shared scorecard" />
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
