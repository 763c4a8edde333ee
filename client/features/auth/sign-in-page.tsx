import { Alert, Anchor, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useSearchParams } from 'wouter'
import { endpoints } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { emailLike, filled } from '../../rest/field-problems.ts'
import { refreshSession } from '../../rest/session.ts'
import { useFields } from '../../rest/use-fields.ts'
import classes from './auth-card.module.css'
import { AuthCard } from './auth-card.tsx'
import { AuthForm } from './auth-form.tsx'
import { safeNext } from './safe-next.ts'

const welcomes: Readonly<Record<string, string>> = {
  verified: 'Your address is confirmed. Sign in to start.',
  reset: 'Your new password is saved. Sign in with it.',
  joined: 'You are in. Sign in to start.',
}

export default function SignInPage() {
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [search] = useSearchParams()
  const welcome = welcomes[search.get('after') ?? '']
  const form = useFields({
    initial: { email: search.get('email') ?? '', password: '' },
    checks: { email: emailLike, password: filled('Enter your password.') },
    submit: async ({ email, password }) => {
      await call(endpoints.login, { body: { email: email.trim(), password } })
      await refreshSession(queries)
      navigate(safeNext(search.get('next')), { replace: true })
    },
    explain: (error) => {
      if (error.code === 'email-unverified') {
        navigate(`/check-mail?email=${encodeURIComponent(form.values.email.trim())}&unverified=1`)
        return { message: 'Confirm your e-mail address first.' }
      }
      return error.code === 'wrong-credentials' ? { message: 'The address or the password is not right.' } : null
    },
  })
  return (
    <AuthCard
      title="Sign in"
      foot={
        <>
          New here?{' '}
          <Anchor component={Link} href="/register">
            Register your company
          </Anchor>{' '}
          or{' '}
          <Anchor component={Link} href="/consultants/register">
            as a consultant
          </Anchor>
        </>
      }
    >
      {welcome ? (
        <Alert color="indigo" variant="light" mb="md" role="status">
          {welcome}
        </Alert>
      ) : null}
      <AuthForm action="Sign in" {...form}>
        <TextInput
          size="md"
          label="E-mail"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoFocus={form.values.email === ''}
          {...form.field('email')}
        />
        <PasswordInput
          size="md"
          label="Password"
          autoComplete="current-password"
          autoFocus={form.values.email !== '' && welcome !== undefined}
          {...form.field('password')}
        />
        <div className={classes.between}>
          <Anchor component={Link} href={`/forgot-password?email=${encodeURIComponent(form.values.email.trim())}`}>
            Forgot your password?
          </Anchor>
        </div>
      </AuthForm>
    </AuthCard>
  )
}
