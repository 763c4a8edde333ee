import { endpoints } from '#protocol/scheduling'
import { Arrival } from '../../../live/arrival.tsx'
import { useMembership } from '../../../rest/membership.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ListSkeleton } from '../../../ui/skeletons.tsx'
import { Externals } from './externals.tsx'
import { HoursSection } from './hours-section.tsx'
import { PrivateFeed } from './private-feed.tsx'
import { Rooms } from './rooms.tsx'
import css from './settings.module.css'

/** Each would push away those below it, if it came later than they. */
const readAtFirst = [endpoints.readMyHours.path, endpoints.listExternalCalendars.path, endpoints.readMyFeed.path]

/** When I can be booked, which calendars count, and, for those who look after them, the rooms. */
export default function AvailabilityPage() {
  const { may } = useMembership()
  return (
    <div className={css.page}>
      <PageHeader
        title="Availability"
        purpose="When you can be booked for interviews. Nobody sees more of your other calendars than when you are busy."
      />
      <Arrival of={readAtFirst} skeleton={<ListSkeleton />}>
        <HoursSection />
        <Externals />
        <PrivateFeed />
        {may('room.manage') && <Rooms />}
      </Arrival>
    </div>
  )
}
