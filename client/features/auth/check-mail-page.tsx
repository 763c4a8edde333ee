import { Anchor } from '@mantine/core'
import { Link, useSearchParams } from 'wouter'
import { AuthCard } from './auth-card.tsx'
import { MailHint } from './mail-hint.tsx'
import { ResendLink } from './resend-link.tsx'

export default function CheckMailPage() {
  const [search] = useSearchParams()
  const email = search.get('email') ?? ''
  const isUnverified = search.has('unverified')
  const isConsultant = search.get('as') === 'consultant'
  return (
    <AuthCard
      title={isUnverified ? 'Confirm your address first' : 'Check your mail'}
      purpose={
        <>
          {isUnverified ? 'We mailed a link to ' : 'A link is on its way to '}
          <strong>{email || 'your address'}</strong>. Open it to confirm that the address is yours. It can take a
          minute; look into the spam folder too.
        </>
      }
      foot={
        <>
          Wrong address?{' '}
          <Anchor component={Link} href={isConsultant ? '/consultants/register' : '/register'}>
            Register again
          </Anchor>{' '}
          ·{' '}
          <Anchor component={Link} href={`/sign-in?email=${encodeURIComponent(email)}`}>
            Sign in
          </Anchor>
        </>
      }
    >
      <MailHint />
      {email ? <ResendLink email={email} startsWaiting={!isUnverified} /> : null}
    </AuthCard>
  )
}
