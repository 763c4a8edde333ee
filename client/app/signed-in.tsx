import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useLocation } from 'wouter'
import type { SignedInUser } from '#protocol/auth'
import { LineProvider } from '../live/line-context.tsx'
import { LiveProvider } from '../live/live-context.tsx'
import type { WaitingWrite } from '../live/outbox.ts'
import { messageOf } from '../rest/call-error.ts'
import { MembershipProvider } from '../rest/membership.tsx'
import { asLookedAt } from '../rest/view-as.ts'
import { CrumbsProvider } from '../ui/crumbs.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Mark } from '../ui/mark.tsx'
import { showFailure } from '../ui/toasts.ts'
import { useEmployerChoice } from './employer-choice.ts'
import { Lobby } from './lobby.tsx'
import { Shell } from './shell.tsx'
import { signOut } from './sign-out.ts'

const sayRefused = (write: WaitingWrite, error: unknown) =>
  showFailure({ title: `Not saved: ${write.label}`, message: messageOf(error) })

/** Everything inside the shell, for one person at one employer. Another employer starts all of it over. */
export function SignedIn({ user }: { user: SignedInUser }) {
  const { membership, choose } = useEmployerChoice(user)
  const seen = useMemo(() => membership && asLookedAt(membership), [membership])
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const open = useCallback(
    (employerId: string, to = '/') => {
      choose(employerId)
      navigate(to)
    },
    [choose, navigate],
  )
  if (!membership && user.kind === 'consultant') {
    return (
      <LineProvider userId={user.id} onRefused={sayRefused}>
        <CrumbsProvider>
          <Lobby user={user} />
        </CrumbsProvider>
      </LineProvider>
    )
  }
  if (!membership) {
    return (
      <main className="cv-opening">
        <title>ClearView</title>
        <EmptyState
          icon={<Mark size={48} />}
          title="You are not part of a company here"
          action={
            <Button variant="default" onClick={() => void signOut(queries, navigate)}>
              Sign out
            </Button>
          }
        >
          Somebody who manages your company’s team can invite {user.email}.
        </EmptyState>
      </main>
    )
  }
  return (
    <MembershipProvider user={user} membership={seen ?? membership}>
      <LineProvider key={`${membership.employerId} ${user.id}`} userId={user.id} onRefused={sayRefused}>
        <LiveProvider employerId={membership.employerId} userId={user.id}>
          <CrumbsProvider>
            <Shell onOpenEmployer={open} />
          </CrumbsProvider>
        </LiveProvider>
      </LineProvider>
    </MembershipProvider>
  )
}
