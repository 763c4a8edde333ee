import { lazy, Suspense } from 'react'
import type { SignedInUser } from '#protocol/auth'
import ChatNotifications from '../features/chat/notifications-page.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { ListSkeleton } from '../ui/skeletons.tsx'
import { loadPart } from './load-part.ts'

const Ways = lazy(() => loadPart(() => import('../features/notifications/ways.tsx')))

interface Props {
  readonly user: SignedInUser
  /** May take part in conversations. */
  readonly mayChat: boolean
}

/** What ClearView tells me of, and how: messages first, then what happens in the company. */
export default function NotificationsPart({ user, mayChat }: Props) {
  return (
    <>
      {mayChat ? (
        <ChatNotifications user={user} />
      ) : (
        <PageHeader title="Notifications" purpose={`What ClearView tells you, and sends to ${user.email}.`} />
      )}
      {user.kind === 'employer' ? (
        <Suspense fallback={<ListSkeleton rows={8} />}>
          <Ways />
        </Suspense>
      ) : null}
    </>
  )
}
