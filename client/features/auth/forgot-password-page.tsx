import { Anchor, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { endpoints } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { emailLike } from '../../rest/field-problems.ts'
import { useFields } from '../../rest/use-fields.ts'
import { AuthCard } from './auth-card.tsx'
import { AuthForm } from './auth-form.tsx'
import { MailHint } from './mail-hint.tsx'

export default function ForgotPasswordPage() {
  const [search] = useSearchParams()
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useFields({
    initial: { email: search.get('email') ?? '' },
    checks: { email: emailLike },
    submit: async (values) => {
      const email = values.email.trim()
      await call(endpoints.requestPasswordReset, { body: { email } })
      setSentTo(email)
    },
  })
  const foot = (
    <Anchor component={Link} href="/sign-in">
      Back to signing in
    </Anchor>
  )
  if (sentTo !== null) {
    return (
      <AuthCard
        title="Check your mail"
        purpose={
          <>
            If <strong>{sentTo}</strong> has an account, a link to choose a new password is on its way. It can take a
            minute; look into the spam folder too.
          </>
        }
        foot={foot}
      >
        <MailHint />
      </AuthCard>
    )
  }
  return (
    <AuthCard title="Choose a new password" purpose="We mail you a link that lets you choose one." foot={foot}>
      <AuthForm action="Mail me the link" {...form}>
        <TextInput
          size="md"
          label="E-mail"
          type="email"
          autoComplete="username"
          inputMode="email"
          autoFocus
          {...form.field('email')}
        />
      </AuthForm>
    </AuthCard>
  )
}
