import { useContext } from 'react'
import { useMembership } from '../../rest/membership.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Activity } from './activity.tsx'
import { Figures } from './figures.tsx'
import { FirstSteps } from './first-steps.tsx'
import { greeting } from './greeting.ts'
import classes from './home.module.css'
import { NeedsYou } from './needs-you.tsx'
import { TodaySlot } from './today-slot.ts'

/** What needs me, how it stands, what just happened. */
export default function HomePage() {
  const { user, may } = useMembership()
  const Today = useContext(TodaySlot)
  return (
    <>
      <PageHeader title={greeting(new Date(), user.name, user.email)} tab="Home" />
      <div className={classes.columns}>
        <div className={classes.main}>
          {may('organisation.manage') ? <FirstSteps /> : null}
          <NeedsYou />
          {Today !== null && may('interview.read') ? <Today /> : null}
          {may('figures.read') ? <Figures /> : null}
        </div>
        <Activity />
      </div>
    </>
  )
}
