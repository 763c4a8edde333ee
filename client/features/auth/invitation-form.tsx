import { PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { endpoints } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { CallError } from '../../rest/call-error.ts'
import { filled } from '../../rest/field-problems.ts'
import { refreshSession } from '../../rest/session.ts'
import { useFields } from '../../rest/use-fields.ts'
import { useIntentionKey } from '../../rest/use-intention-key.ts'
import { AuthForm } from './auth-form.tsx'
import { NewPassword } from './new-password.tsx'
import { shortestPassword } from './password-strength.ts'

/** Somebody new chooses a name and a password; somebody known proves who they are with theirs. */
export function InvitationForm(props: { token: string; email: string; companyName: string; hasAccount: boolean }) {
  const { token, email, companyName, hasAccount } = props
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const keyOf = useIntentionKey()
  const form = useFields({
    // A known person's name is not changed by joining; the field is required all the same.
    initial: { name: hasAccount ? email : '', password: '' },
    checks: {
      name: filled('Enter your name as colleagues know it.'),
      password: hasAccount
        ? filled('Enter your password.')
        : (value) => ([...value].length < shortestPassword ? `Use at least ${shortestPassword} characters.` : null),
    },
    submit: async ({ name, password }) => {
      const body = { token, name: name.trim(), password }
      await call(endpoints.acceptInvitation, { body, idempotencyKey: keyOf(body) })
      const isSignedIn = await refreshSession(queries).then(
        () => true,
        (error: unknown) => !(error instanceof CallError),
      )
      navigate(isSignedIn ? '/' : `/sign-in?after=joined&email=${encodeURIComponent(email)}`, { replace: true })
    },
    explain: (error) =>
      error.code === 'wrong-credentials'
        ? { field: 'password', message: 'This is not the password of your account.' }
        : null,
  })
  return (
    <AuthForm action={`Join ${companyName}`} {...form}>
      {hasAccount ? null : (
        <TextInput size="md" label="Your name" autoComplete="name" autoFocus {...form.field('name')} />
      )}
      {/* Password managers need the address beside the password. */}
      <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
      {hasAccount ? (
        <PasswordInput
          size="md"
          label="Password"
          autoComplete="current-password"
          autoFocus
          {...form.field('password')}
        />
      ) : (
        <NewPassword known={[companyName, email.split('@')[0] ?? '', form.values.name]} {...form.field('password')} />
      )}
    </AuthForm>
  )
}
