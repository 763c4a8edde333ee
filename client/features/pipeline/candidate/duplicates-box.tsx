import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
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
  const [busy, setBusy] = useState<CandidateId | null>(null)
  const [reads, setReads] = useState(false)
  const box = useRef<HTMLElement>(null)
  /** `about`: whose row it is in. */
  const change = async (about: CandidateId, what: () => Promise<Candidate>) => {
    if (busy !== null) return
    setError(null)
    setBusy(about)
    // The button that was pressed goes with what it did, and what is said instead stands here.
    box.current?.focus({ preventScroll: true })
    setReads(true)
    try {
      onChanged(await what())
    } catch (failure) {
      setError(messageOf(failure))
    }
    // The next one may come while what is found now is read.
    setBusy(null)
    await queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.findDuplicates, request) })
    setReads(false)
  }
  /** One after the other: the row that it is about shows that it goes on, the others cannot be pressed. */
  const waits = (id: CandidateId) => ({ loading: busy === id, disabled: busy !== null && busy !== id })
  const merge = (otherId: CandidateId) =>
    change(otherId, () => call(endpoints.mergeCandidates, { ...request, body: { otherId } }))
  const part = () => change(candidate.id, () => call(endpoints.partCandidate, request))
  const found = data?.items ?? []
  // Between what was done and what is found after it there may be nothing to say; the focus stays all the same.
  if (found.length === 0 && candidate.sameAs.length === 0 && !reads) return null
  return (
    <section ref={box} className={css.box} tabIndex={-1} aria-label="Applied more than once">
      {candidate.sameAs.length > 0 && (
        <div className={css.boxRow}>
          <p className={css.boxWords}>
            Merged with{' '}
            <strong>{candidate.sameAs.map(({ code, identity }) => identity?.name ?? code).join(', ')}</strong>: one
            person, several applications.
          </p>
          <Button variant="default" size="compact-md" {...waits(candidate.id)} onClick={() => void part()}>
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
          <Button variant="default" size="compact-md" {...waits(id)} onClick={() => void merge(id)}>
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
