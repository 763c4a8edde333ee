import { Alert, Anchor, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { endpoints } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { emailLike, filled } from '../../rest/field-problems.ts'
import { refreshSession } from '../../rest/session.ts'
import { useFields } from '../../rest/use-fields.ts'
import classes from './auth-card.module.css'
import { AuthCard } from './auth-card.tsx'
import { AuthForm } from './auth-form.tsx'
import { CompanySignIn } from './company-sign-in.tsx'
import { safeNext } from './safe-next.ts'

const welcomes: Readonly<Record<string, string>> = {
  verified: 'Your address is confirmed. Sign in to start.',
  reset: 'Your new password is saved. Sign in with it.',
  joined: 'You are in. Sign in to start.',
  ended: 'You were signed out. Sign in to go on where you were.',
}

/** Why the company's provider did not lead in. */
const ssoRefusals: Readonly<Record<string, string>> = {
  failed: 'Signing in by your company did not work. Try again, or ask who manages sign-in there.',
  off: 'This company does not sign people in by a provider. Use your password.',
  'no-address': 'Your company’s provider did not confirm your e-mail address. Ask who manages it.',
  'not-invited': 'You are not part of this company’s team yet. Ask to be invited.',
  consultant: 'Consultants sign in by their own password.',
  left: 'You are not part of this company’s team any more.',
  owner: 'No owner has confirmed this company’s provider yet, so owners use their password.',
  'only-test': 'Sign-in by your company is being tested and is not open yet. Use your password.',
}

export default function SignInPage() {
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const [search] = useSearchParams()
  const welcome = welcomes[search.get('after') ?? '']
  const refusal = ssoRefusals[search.get('sso') ?? '']
  const [asksForCode, setAsksForCode] = useState(false)
  const form = useFields({
    initial: { email: search.get('email') ?? '', password: '', code: '' },
    checks: {
      email: emailLike,
      password: filled('Enter your password.'),
      code: asksForCode ? filled('Enter the code of your app, or a recovery code.') : () => null,
    },
    submit: async ({ email, password, code }) => {
      const body = { email: email.trim(), password, ...(asksForCode ? { code } : {}) }
      await call(endpoints.login, { body })
      await refreshSession(queries)
      navigate(safeNext(search.get('next')), { replace: true })
    },
    explain: (error) => {
      if (error.code === 'email-unverified') {
        navigate(`/check-mail?email=${encodeURIComponent(form.values.email.trim())}&unverified=1`)
        return { message: 'Confirm your e-mail address first.' }
      }
      if (error.code === 'second-factor-needed') {
        setAsksForCode(true)
        // Nothing is wrong: the field that comes takes the focus, and says what it is for.
        return { field: 'code', message: '' }
      }
      if (error.code === 'wrong-code') {
        return { field: 'code', message: 'This code is not right, or was used already. Enter the one shown now.' }
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
      {refusal ? (
        <Alert color="red" variant="light" mb="md" role="alert">
          {refusal}
        </Alert>
      ) : null}
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
        {asksForCode ? (
          <TextInput
            size="md"
            label="Code"
            description="Six digits that your authenticator app shows, or a recovery code."
            autoComplete="one-time-code"
            autoFocus
            {...form.field('code')}
          />
        ) : null}
        <div className={classes.between}>
          <Anchor component={Link} href={`/forgot-password?email=${encodeURIComponent(form.values.email.trim())}`}>
            Forgot your password?
          </Anchor>
        </div>
      </AuthForm>
      <CompanySignIn email={form.values.email} next={safeNext(search.get('next'))} />
    </AuthCard>
  )
}
