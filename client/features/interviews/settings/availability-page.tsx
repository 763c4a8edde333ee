import { useMembership } from '../../../rest/membership.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Externals } from './externals.tsx'
import { HoursSection } from './hours-section.tsx'
import { PrivateFeed } from './private-feed.tsx'
import { Rooms } from './rooms.tsx'
import css from './settings.module.css'

/** When I can be booked, which calendars count, and, for those who look after them, the rooms. */
export default function AvailabilityPage() {
  const { may } = useMembership()
  return (
    <div className={css.page}>
      <PageHeader
        title="Availability"
        purpose="When you can be booked for interviews. Nobody sees more of your other calendars than when you are busy."
      />
      <HoursSection />
      <Externals />
      <PrivateFeed />
      {may('room.manage') && <Rooms />}
    </div>
  )
}
