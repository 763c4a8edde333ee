import { Button } from '@mantine/core'
import { IconEyeOff, IconUserCheck, IconUserOff } from '@tabler/icons-react'
import { useState } from 'react'
import type { Candidate } from '#protocol/candidates'
import { useMembership } from '../../../rest/membership.tsx'
import { useColleagues } from '../../../rest/use-colleagues.ts'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import css from './candidate-pane.module.css'
import { RevealDialog } from './reveal-dialog.tsx'

interface IdentityBoxProps {
  readonly candidate: Candidate
  readonly jobId: string
  readonly onRevealed: (candidate: Candidate) => void
}

/** Who the candidate is, for those it was revealed to; the way to a reveal, as long as there is somebody; all reveals, for ever. */
export function IdentityBox({ candidate, jobId, onRevealed }: IdentityBoxProps) {
  const { may } = useMembership()
  const nameOf = useColleagues()
  const [asks, setAsks] = useState(false)
  const { identity, reveals, erasedAt } = candidate
  const mayReveal = may('identity.reveal', jobId)
  return (
    <section className={css.box} aria-label="Identity">
      {erasedAt !== null ? (
        <div className={css.boxRow}>
          <IconUserOff size={20} aria-hidden />
          <div className={css.boxWords}>
            <p className={css.boxTitle}>Deleted at the candidate’s request</p>
            <p className={css.quiet}>
              They had their data deleted <TimeAgo at={erasedAt} />. Name, contact, files and words about them are gone
              for good; the code name stays, so that figures stay right.
            </p>
          </div>
        </div>
      ) : identity === null ? (
        <div className={css.boxRow}>
          <IconEyeOff size={20} aria-hidden />
          <div className={css.boxWords}>
            <p className={css.boxTitle}>Identity withheld</p>
            <p className={css.quiet}>Name, contact and anything that tells who they are. Judge the work.</p>
          </div>
          {mayReveal && (
            <Button variant="default" size="compact-md" onClick={() => setAsks(true)}>
              Reveal…
            </Button>
          )}
        </div>
      ) : (
        <div className={css.boxRow}>
          <IconUserCheck size={20} aria-hidden />
          <div className={css.boxWords}>
            <p className={css.boxTitle}>Revealed to you</p>
            <dl className={css.contact}>
              <dt>Name</dt>
              <dd>{identity.name}</dd>
              <dt>Mail</dt>
              <dd>
                <a href={`mailto:${identity.email}`}>{identity.email}</a>
              </dd>
              {identity.phone !== null && (
                <>
                  <dt>Phone</dt>
                  <dd>
                    <a href={`tel:${identity.phone.replace(/[^+\d]/g, '')}`}>{identity.phone}</a>
                  </dd>
                </>
              )}
            </dl>
          </div>
        </div>
      )}
      {reveals.length > 0 && (
        <ul className={css.marks} aria-label="Reveals">
          {reveals.map(({ userId, at, reason }) => (
            <li key={`${userId} ${at}`}>
              Revealed to {nameOf(userId) === 'You' ? 'you' : nameOf(userId)}{' '}
              <span className={css.when}>
                <TimeAgo at={at} />
              </span>
              <br />
              <span className={css.quiet}>“{reason}”</span>
            </li>
          ))}
        </ul>
      )}
      {asks && <RevealDialog candidate={candidate} onClose={() => setAsks(false)} onRevealed={onRevealed} />}
    </section>
  )
}
