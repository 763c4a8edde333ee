import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter'
import { useSession } from '../rest/session.ts'
import { Opening } from './opening.tsx'
import { signOut } from './sign-out.ts'
import { SignedIn } from './signed-in.tsx'

const SignInPage = lazy(() => import('../features/auth/sign-in-page.tsx'))
const RegisterPage = lazy(() => import('../features/auth/register-page.tsx'))
const ConsultantRegisterPage = lazy(() => import('../features/auth/consultant-register-page.tsx'))
const CheckMailPage = lazy(() => import('../features/auth/check-mail-page.tsx'))
const VerifyEmailPage = lazy(() => import('../features/auth/verify-email-page.tsx'))
const ForgotPasswordPage = lazy(() => import('../features/auth/forgot-password-page.tsx'))
const ResetPasswordPage = lazy(() => import('../features/auth/reset-password-page.tsx'))
const SecondFactorGate = lazy(() => import('../features/account/second-factor-gate.tsx'))
const InvitationPage = lazy(() => import('../features/auth/invitation-page.tsx'))

/** Pages for people without a session stand beside the shell; everything else is inside it. */
export function Router() {
  return (
    <Suspense fallback={<Opening />}>
      <Switch>
        <Route path="/sign-in">
          <SignInPage />
        </Route>
        <Route path="/register">
          <RegisterPage />
        </Route>
        <Route path="/consultants/register">
          <ConsultantRegisterPage />
        </Route>
        <Route path="/check-mail">
          <CheckMailPage />
        </Route>
        <Route path="/verify-email">
          <VerifyEmailPage />
        </Route>
        <Route path="/forgot-password">
          <ForgotPasswordPage />
        </Route>
        <Route path="/reset-password">
          <ResetPasswordPage />
        </Route>
        <Route path="/invitation">
          <InvitationPage />
        </Route>
        <Route>
          <Inside />
        </Route>
      </Switch>
    </Suspense>
  )
}

function Inside() {
  const session = useSession()
  const queries = useQueryClient()
  const [path, navigate] = useLocation()
  const search = useSearch()
  const wasIn = useRef(false)
  useEffect(() => {
    if (session.status === 'signed-in') wasIn.current = true
  }, [session.status])
  switch (session.status) {
    case 'loading':
      return <Opening />
    case 'failed':
      return <Opening error={session.error} retry={session.retry} />
    case 'signed-out': {
      const here = search ? `${path}?${search}` : path
      const asked = new URLSearchParams({
        ...(here === '/' ? {} : { next: here }),
        // Somebody else ended it, or another page did: unsaid, it would look as if what was begun here was lost.
        ...(wasIn.current ? { after: 'ended' } : {}),
      }).toString()
      return <Redirect to={asked === '' ? '/sign-in' : `/sign-in?${asked}`} replace />
    }
    case 'signed-in':
      return session.needsSecondFactor ? (
        <SecondFactorGate onSignOut={() => void signOut(queries, navigate)} />
      ) : (
        <SignedIn user={session.user} />
      )
  }
}
