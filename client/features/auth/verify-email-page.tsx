import { Anchor, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useLocation, useSearchParams } from 'wouter'
import { endpoints } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { AuthCard } from './auth-card.tsx'

/**
 * Where the link of the mail leads. Programs open links before their reader does, some with JavaScript: only the button
 * uses the link up, and only somebody who reads confirms that the address is theirs.
 */
export default function VerifyEmailPage() {
  const [search] = useSearchParams()
  const [, navigate] = useLocation()
  const token = search.get('token') ?? ''
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: () => call(endpoints.verifyEmail, { body: { token } }),
    onSuccess: () => navigate('/sign-in?after=verified', { replace: true }),
  })
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
  return (
    <AuthCard
      title={error ? 'Not confirmed yet' : 'Confirm your address'}
      purpose={
        error
          ? messageOf(error)
          : 'You can sign in once it is confirmed. If you did not register with ClearView, close this page.'
      }
    >
      <Button size="md" fullWidth loading={isPending || isSuccess} onClick={() => mutate()}>
        {error ? 'Try again' : 'Confirm my address'}
      </Button>
    </AuthCard>
  )
}
