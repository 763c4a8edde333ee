import { Anchor, TextInput } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import { endpoints } from '#protocol/employers'
import { call } from '../../rest/call.ts'
import { emailLike, filled } from '../../rest/field-problems.ts'
import { useFields } from '../../rest/use-fields.ts'
import { useIntentionKey } from '../../rest/use-intention-key.ts'
import { AuthCard } from './auth-card.tsx'
import { AuthForm } from './auth-form.tsx'
import { NewPassword } from './new-password.tsx'
import { longEnough } from './password-strength.ts'

const phone = (value: string): string | null =>
  /^\+?[0-9 ().\-/]{5,32}$/.test(value.trim()) ? null : 'Enter a telephone number like +44 20 7946 0000.'

export default function RegisterPage() {
  const [, navigate] = useLocation()
  const keyOf = useIntentionKey()
  const form = useFields({
    initial: { companyName: '', email: '', contactNumber: '', password: '' },
    checks: {
      companyName: filled('Enter the name of your company.'),
      email: emailLike,
      contactNumber: phone,
      password: longEnough,
    },
    submit: async (values) => {
      const body = { ...values, email: values.email.trim() }
      await call(endpoints.registerEmployer, { body, idempotencyKey: keyOf(body) })
      navigate(`/check-mail?email=${encodeURIComponent(body.email)}`)
    },
    explain: (error) =>
      error.code === 'address-taken'
        ? { field: 'email', message: 'This address has an account already. Sign in instead, or use another.' }
        : null,
  })
  const { companyName, email } = form.values
  return (
    <AuthCard
      title="Register your company"
      purpose="You become its owner. Colleagues join by invitation."
      foot={
        <>
          Registered already?{' '}
          <Anchor component={Link} href="/sign-in">
            Sign in
          </Anchor>{' '}
          · Not a company?{' '}
          <Anchor component={Link} href="/consultants/register">
            Register as a consultant
          </Anchor>
        </>
      }
    >
      <AuthForm action="Register" {...form}>
        <TextInput size="md" label="Company" autoComplete="organization" autoFocus {...form.field('companyName')} />
        <TextInput
          size="md"
          label="Your work e-mail"
          type="email"
          autoComplete="username"
          inputMode="email"
          {...form.field('email')}
        />
        <TextInput
          size="md"
          label="Telephone"
          description="For your account only; candidates never see it."
          type="tel"
          autoComplete="tel"
          {...form.field('contactNumber')}
        />
        <NewPassword known={[companyName, email.split('@')[0] ?? '']} {...form.field('password')} />
      </AuthForm>
    </AuthCard>
  )
}
