import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Candidate, endpoints, type Likeness } from '#protocol/candidates'
import type { CandidateId } from '#protocol/ids'
import { call } from '../../../rest/call.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../../rest/queries.ts'
import css from './candidate-pane.module.css'

const reasons: Readonly<Record<Likeness, string>> = {
  address: 'the same mailbox',
  phone: 'the same phone number',
  'name-and-text': 'the same name and much the same text',
}

/** Who may be the same person, and who is: joined and parted with one press, since either can be taken back. */
export function DuplicatesBox(props: { candidate: Candidate; onChanged: (candidate: Candidate) => void }) {
  const { candidate, onChanged } = props
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const request = { params: { employerId, candidateId: candidate.id } }
  const { data } = useQuery({ ...queryOf(endpoints.findDuplicates, request), refetchOnMount: 'always' })
  const [error, setError] = useState<string | null>(null)
  const change = async (what: () => Promise<Candidate>) => {
    setError(null)
    try {
      onChanged(await what())
      await queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.findDuplicates, request) })
    } catch (failure) {
      setError(messageOf(failure))
    }
  }
  const merge = (otherId: CandidateId) =>
    change(() => call(endpoints.mergeCandidates, { ...request, body: { otherId } }))
  const part = () => change(() => call(endpoints.partCandidate, request))
  const found = data?.items ?? []
  if (found.length === 0 && candidate.sameAs.length === 0) return null
  return (
    <section className={css.box} aria-label="Applied more than once">
      {candidate.sameAs.length > 0 && (
        <div className={css.boxRow}>
          <p className={css.boxWords}>
            Merged with{' '}
            <strong>{candidate.sameAs.map(({ code, identity }) => identity?.name ?? code).join(', ')}</strong>: one
            person, several applications.
          </p>
          <Button variant="default" size="compact-md" onClick={() => void part()}>
            Part again
          </Button>
        </div>
      )}
      {found.map(({ id, code, name, because, applications }) => (
        <div key={id} className={css.boxRow}>
          <p className={css.boxWords}>
            <strong>{name ?? code}</strong> may be the same person:{' '}
            {because.map((reason) => reasons[reason]).join(', ')}.{' '}
            <span className={css.quiet}>
              {applications === 1 ? 'One application.' : `${applications} applications.`} Merging can be undone.
            </span>
          </p>
          <Button variant="default" size="compact-md" onClick={() => void merge(id)}>
            Merge
          </Button>
        </div>
      ))}
      {error !== null && (
        <p className={css.problem} role="alert">
          {error}
        </p>
      )}
    </section>
  )
}
