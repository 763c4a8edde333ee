import { useContext } from 'react'
import { Arrival } from '../../live/arrival.tsx'
import { useJoined } from '../../live/use-joined.ts'
import { useMembership } from '../../rest/membership.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Activity } from './activity.tsx'
import { Figures } from './figures.tsx'
import { FirstSteps } from './first-steps.tsx'
import { greeting } from './greeting.ts'
import classes from './home.module.css'
import { HomeSkeleton } from './home-skeleton.tsx'
import { NeedsYou } from './needs-you.tsx'
import { TodaySlot } from './today-slot.ts'

/** What needs me, how it stands, what just happened. */
export default function HomePage() {
  const { employerId, user, may } = useMembership()
  const Today = useContext(TodaySlot)
  const mayRead = useJoined()
  return (
    <>
      <PageHeader title={greeting(new Date(), user.name, user.email)} tab="Home" />
      <Arrival of={[employerId]} mayRead={mayRead} className={classes.columns} skeleton={<HomeSkeleton />}>
        <div className={classes.main}>
          {may('organisation.manage') ? <FirstSteps /> : null}
          <NeedsYou />
          {Today !== null && may('interview.read') ? <Today /> : null}
          {may('figures.read') ? <Figures /> : null}
        </div>
        <Activity />
      </Arrival>
    </>
  )
}
