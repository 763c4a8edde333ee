import { Anchor, TextInput } from '@mantine/core'
import { Link, useLocation, useSearchParams } from 'wouter'
import { endpoints } from '#protocol/consultants'
import { call } from '../../rest/call.ts'
import { emailLike, filled } from '../../rest/field-problems.ts'
import { useFields } from '../../rest/use-fields.ts'
import { useIntentionKey } from '../../rest/use-intention-key.ts'
import { AuthCard } from './auth-card.tsx'
import { AuthForm } from './auth-form.tsx'
import { NewPassword } from './new-password.tsx'
import { longEnough } from './password-strength.ts'

/** An invitation's mail leads here with the invited address: only with that one is the invitation there afterwards. */
export default function ConsultantRegisterPage() {
  const [, navigate] = useLocation()
  const [search] = useSearchParams()
  const invited = search.get('email') ?? ''
  const keyOf = useIntentionKey()
  const form = useFields({
    initial: { name: '', email: invited, organisation: '', password: '' },
    checks: { name: filled('Enter your name.'), email: emailLike, password: longEnough },
    submit: async (values) => {
      const body = { ...values, email: values.email.trim() }
      await call(endpoints.registerConsultant, { body, idempotencyKey: keyOf(body) })
      navigate(`/check-mail?as=consultant&email=${encodeURIComponent(body.email)}`)
    },
    explain: (error) =>
      error.code === 'address-taken'
        ? { field: 'email', message: 'This address has an account already. Sign in instead, or use another.' }
        : null,
  })
  const { name, email } = form.values
  return (
    <AuthCard
      title="Register as a consultant"
      purpose={
        invited
          ? 'Register with the address you were invited at. The invitation waits for you once it is confirmed.'
          : 'For people who advise companies on fair hiring. One account works for all of your clients.'
      }
      foot={
        <>
          Registered already?{' '}
          <Anchor component={Link} href={`/sign-in${email ? `?email=${encodeURIComponent(email.trim())}` : ''}`}>
            Sign in
          </Anchor>{' '}
          · Hiring?{' '}
          <Anchor component={Link} href="/register">
            Register your company
          </Anchor>
        </>
      }
    >
      <AuthForm action="Register" {...form}>
        <TextInput size="md" label="Your name" autoComplete="name" autoFocus {...form.field('name')} />
        <TextInput
          size="md"
          label="E-mail"
          type="email"
          autoComplete="username"
          inputMode="email"
          description={invited ? 'The one your invitation was sent to.' : undefined}
          {...form.field('email')}
        />
        <TextInput
          size="md"
          label="Practice or organisation (optional)"
          autoComplete="organization"
          {...form.field('organisation')}
        />
        <NewPassword known={[name, email.split('@')[0] ?? '']} {...form.field('password')} />
      </AuthForm>
    </AuthCard>
  )
}
