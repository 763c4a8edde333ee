import { Anchor, Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { endpoints } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { useFields } from '../../rest/use-fields.ts'
import { AuthCard } from './auth-card.tsx'
import { AuthForm } from './auth-form.tsx'
import { NewPassword } from './new-password.tsx'
import { shortestPassword } from './password-strength.ts'

export default function ResetPasswordPage() {
  const [, navigate] = useLocation()
  const [search] = useSearchParams()
  const token = search.get('token') ?? ''
  const [isDead, setIsDead] = useState(token === '')
  const form = useFields({
    initial: { password: '' },
    checks: {
      password: (value) =>
        [...value].length < shortestPassword ? `Use at least ${shortestPassword} characters.` : null,
    },
    submit: async ({ password }) => {
      await call(endpoints.confirmPasswordReset, { body: { token, password } })
      navigate('/sign-in?after=reset', { replace: true })
    },
    explain: (error) => {
      if (error.code !== 'invalid-token') return null
      setIsDead(true)
      return { message: 'This link does not work any more.' }
    },
  })
  if (isDead) {
    return (
      <AuthCard
        title="This link does not work any more"
        purpose="It was used already, a newer one was mailed, or it is too old."
      >
        <Button component={Link} href="/forgot-password" size="md" fullWidth>
          Mail me a new link
        </Button>
      </AuthCard>
    )
  }
  return (
    <AuthCard
      title="Choose a new password"
      purpose="You are then signed out everywhere, and sign in with the new one."
      foot={
        <Anchor component={Link} href="/sign-in">
          Back to signing in
        </Anchor>
      }
    >
      <AuthForm action="Save the password" {...form}>
        <NewPassword label="New password" autoFocus {...form.field('password')} />
      </AuthForm>
    </AuthCard>
  )
}
