import { Anchor, Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Redirect, useSearchParams } from 'wouter'
import { endpoints } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { AuthCard } from './auth-card.tsx'

export default function VerifyEmailPage() {
  const [search] = useSearchParams()
  const token = search.get('token') ?? ''
  // A query and not an effect: the link is good for one use, and an effect may run twice.
  const { isSuccess, error, refetch, isFetching } = useQuery({
    queryKey: [endpoints.verifyEmail.path, token],
    queryFn: async () => {
      await call(endpoints.verifyEmail, { body: { token } })
      return true
    },
    enabled: token !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (isSuccess) return <Redirect to="/sign-in?after=verified" replace />
  const isDead = token === '' || (error instanceof CallError && !error.retryable)
  if (isDead) {
    return (
      <AuthCard
        title="This link does not work any more"
        purpose="It was used already, or a newer one was mailed. If your address is confirmed, simply sign in; if not, signing in offers a new link."
        foot={
          <Anchor component={Link} href="/register">
            Register your company
          </Anchor>
        }
      >
        <Button component={Link} href="/sign-in" size="md" fullWidth>
          Sign in
        </Button>
      </AuthCard>
    )
  }
  if (error) {
    return (
      <AuthCard title="Not confirmed yet" purpose={messageOf(error)}>
        <Button size="md" fullWidth loading={isFetching} onClick={() => void refetch()}>
          Try again
        </Button>
      </AuthCard>
    )
  }
  return (
    <AuthCard title="Confirming your address">
      <Loader aria-label="Confirming" role="status" />
    </AuthCard>
  )
}
