import type { SignedInUser } from '#protocol/auth'
import { endpoints as chat } from '#protocol/chat'
import { endpoints } from '#protocol/notifications'
import { MessageMails } from '../features/chat/message-mails.tsx'
import { Ways } from '../features/notifications/ways.tsx'
import { Arrival } from '../live/arrival.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { ListSkeleton } from '../ui/skeletons.tsx'

interface Props {
  readonly user: SignedInUser
  /** May take part in conversations. */
  readonly mayChat: boolean
}

const readAtFirst = [chat.readChatPreferences.path, endpoints.readNotificationPreferences.path]

/** What ClearView tells me of, and how: messages first, then what happens in the company. */
export default function NotificationsPart({ user, mayChat }: Props) {
  return (
    <>
      <PageHeader title="Notifications" purpose={`What ClearView tells you, and sends to ${user.email}.`} />
      <Arrival of={readAtFirst} skeleton={<ListSkeleton rows={8} />}>
        {mayChat ? <MessageMails user={user} /> : null}
        {user.kind === 'employer' ? <Ways /> : null}
      </Arrival>
    </>
  )
}
