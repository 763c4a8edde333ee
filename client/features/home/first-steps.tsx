import { Button, CloseButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { useMembership } from '../../rest/membership.tsx'
import classes from './home.module.css'
import { type Step, stepsOf } from './steps.ts'
import { useFigures, useInvitations, useMembers, usePostings } from './use-home-data.ts'

/** The way from an empty company to the first application. It leaves when it is done, or when it is closed. */
export function FirstSteps() {
  const { employerId, slug } = useMembership()
  const postings = usePostings()
  const members = useMembers()
  const invitations = useInvitations()
  const figures = useFigures()
  const place = `clearview.steps.${employerId}`
  const [isClosed, setIsClosed] = useState(() => remembered(place))
  // It never flickers in for somebody who is past it: it waits until everything is known.
  if (isClosed || !('data' in postings && 'data' in members && 'data' in invitations && 'data' in figures)) return null
  const steps = stepsOf({
    postings: postings.data.items.length,
    everPublished: postings.data.items.some(({ publishedAt }) => publishedAt !== null),
    colleagues: members.data.items.length,
    invitations: invitations.data.items.length,
    applications: figures.data.jobPostings.applications,
  })
  const left = steps.filter(({ isDone }) => !isDone)
  const next = left[0]
  if (!next) return null
  const firstPosting = postings.data.items[0]
  const actions: Readonly<Record<string, ReactNode>> = {
    posting: <StepLink href="/postings/new">Write it</StepLink>,
    invite: <StepLink href="/team?invite=1">Invite</StepLink>,
    publish: firstPosting ? <StepLink href={`/postings/${firstPosting.id}`}>Publish</StepLink> : null,
    application: (
      <Button component="a" href={`/careers/${slug}`} target="_blank" rel="noreferrer" variant="default" size="sm">
        Careers page
      </Button>
    ),
  }
  return (
    <section className={classes.steps} aria-labelledby="first-steps">
      <div className={classes.step}>
        <h2 className={classes.sectionTitle} id="first-steps" style={{ gridColumn: '1 / 3', margin: 0 }}>
          {left.length === 1 ? 'One step to go' : `${left.length} steps to your first hire`}
        </h2>
        <CloseButton
          aria-label="Hide these steps"
          onClick={() => {
            remember(place)
            setIsClosed(true)
          }}
        />
      </div>
      <ol className={classes.list}>
        {steps.map((step) => (
          <StepRow key={step.id} step={step} action={step === next ? actions[step.id] : null} />
        ))}
      </ol>
    </section>
  )
}

const StepLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Button component={Link} href={href} size="sm">
    {children}
  </Button>
)

function StepRow({ step, action }: { step: Step; action: ReactNode }) {
  return (
    <li className={`${classes.step} ${step.isDone ? classes.done : ''}`}>
      <span className={classes.tick} aria-hidden="true">
        {step.isDone ? <IconCheck size={14} stroke={3} /> : null}
      </span>
      <div>
        <div className={classes.needTitle}>
          {step.title}
          {step.isDone ? <span className="cv-visually-hidden"> (done)</span> : null}
        </div>
        {step.isDone ? null : <div className={classes.dim}>{step.detail}</div>}
      </div>
      {action}
    </li>
  )
}

function remembered(place: string): boolean {
  try {
    return localStorage.getItem(place) !== null
  } catch {
    return false
  }
}

function remember(place: string): void {
  try {
    localStorage.setItem(place, 'closed')
  } catch {
    // Forbidden storage: it comes back with the next visit.
  }
}
