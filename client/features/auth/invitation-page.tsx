import { Anchor, Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'wouter'
import { endpoints } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { roleWords } from '../../rest/role-words.ts'
import { AuthCard } from './auth-card.tsx'
import { InvitationForm } from './invitation-form.tsx'

export default function InvitationPage() {
  const [search] = useSearchParams()
  const token = search.get('token') ?? ''
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: [endpoints.describeInvitation.path, token],
    queryFn: ({ signal }) => call(endpoints.describeInvitation, { body: { token }, signal }),
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (token === '' || (error instanceof CallError && !error.retryable)) {
    return (
      <AuthCard
        title="This invitation does not work any more"
        purpose="It was accepted already, taken back, a newer one was mailed, or it is too old. Whoever invited you can send a new one."
      >
        <Button component={Link} href="/sign-in" variant="default" size="md" fullWidth>
          Sign in
        </Button>
      </AuthCard>
    )
  }
  if (error) {
    return (
      <AuthCard title="The invitation could not be read" purpose={messageOf(error)}>
        <Button size="md" fullWidth loading={isFetching} onClick={() => void refetch()}>
          Try again
        </Button>
      </AuthCard>
    )
  }
  if (!data) {
    return (
      <AuthCard title="Reading your invitation">
        <Loader aria-label="Reading" role="status" />
      </AuthCard>
    )
  }
  const { companyName, email, role, hasAccount } = data
  return (
    <AuthCard
      title={`Join ${companyName}`}
      purpose={
        <>
          You were invited as <strong>{roleWords[role].label.toLowerCase()}</strong> with {email}.{' '}
          {hasAccount ? 'You have an account already: confirm with its password.' : null}
        </>
      }
      foot={
        <Anchor component={Link} href="/sign-in">
          Sign in instead
        </Anchor>
      }
    >
      <InvitationForm token={token} email={email} companyName={companyName} hasAccount={hasAccount} />
    </AuthCard>
  )
}
