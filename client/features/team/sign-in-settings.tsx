import { Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { endpoints } from '#protocol/security'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { showDone, showFailure } from '../../ui/toasts.ts'
import { SsoForm } from './sso-form.tsx'
import classes from './team.module.css'

/** What the company asks of people who sign in, and its own provider. */
export default function SignInSettings() {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const params = { employerId }
  const security = useQuery({ ...queryOf(endpoints.readSecurity, { params }), staleTime: 0 })
  const sso = useQuery({ ...queryOf(endpoints.readSso, { params }), staleTime: 0 })
  const failed = security.error ?? sso.error
  if (failed) {
    return (
      <ErrorState
        title="How people sign in could not be loaded"
        message={messageOf(failed)}
        retry={() => void Promise.all([security.refetch(), sso.refetch()])}
      />
    )
  }
  if (!security.data || !sso.data) return <ListSkeleton rows={3} />
  const ask = async (requireTwoFactor: boolean) => {
    try {
      await call(endpoints.editSecurity, { params, body: { requireTwoFactor } })
      showDone(
        requireTwoFactor
          ? 'Everybody is asked for a second factor. Who has none sets it up at the next sign-in.'
          : 'Nobody is asked for a second factor any more. Who has one keeps it.',
      )
    } catch (error) {
      showFailure({ title: 'This was not changed', message: messageOf(error) })
    }
    await queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.readSecurity) })
  }
  return (
    <div className={classes.settings}>
      <section aria-labelledby="factor">
        <h2 id="factor" className={classes.title}>
          Two-factor sign-in
        </h2>
        <Switch
          checked={security.data.requireTwoFactor}
          onChange={(event) => void ask(event.currentTarget.checked)}
          label="Everybody here needs a second factor"
          description="Who has none is signed out now and sets it up at the next sign-in. Consultants answer for themselves."
        />
      </section>
      <SsoForm {...sso.data} again={() => queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.readSso) })} />
    </div>
  )
}
