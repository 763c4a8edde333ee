import { useQueryClient } from '@tanstack/react-query'
import { refreshSession } from '../../rest/session.ts'
import classes from './account.module.css'
import { SecondFactor } from './second-factor.tsx'

/** All that is reached until the second factor that a company asks for is set up. */
export default function SecondFactorGate({ onSignOut }: { onSignOut: () => void }) {
  const queries = useQueryClient()
  return (
    <main className={classes.gate}>
      <title>Set up two-factor sign-in · ClearView</title>
      <h1>One more step</h1>
      <p>Your company asks for a second factor. It takes two minutes and an authenticator app on your phone.</p>
      <SecondFactor onDone={() => void refreshSession(queries)} />
      <button type="button" className={classes.out} onClick={onSignOut}>
        Sign out
      </button>
    </main>
  )
}
