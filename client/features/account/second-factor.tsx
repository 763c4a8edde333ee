import { Alert, Button, Group, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, type TwoFactorState } from '#protocol/two-factor'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { showDone } from '../../ui/toasts.ts'
import classes from './account.module.css'
import { PasswordDialog } from './password-dialog.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUp } from './set-up.tsx'

/** Where the set-up stands on this page. */
type Step =
  | { readonly at: 'start' }
  | { readonly at: 'app'; readonly secret: string; readonly address: string }
  | { readonly at: 'codes'; readonly codes: readonly string[] }

/** A code of an app beside the password: set up, renewed and ended here. @param onDone told once it is set up */
export function SecondFactor({ onDone }: { onDone?: () => void }) {
  const queries = useQueryClient()
  const state = useQuery({ ...queryOf(endpoints.readTwoFactor), staleTime: 0 })
  const [step, setStep] = useState<Step>({ at: 'start' })
  const read = () => queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.readTwoFactor) })
  const showCodes = async (codes: readonly string[]) => {
    setStep({ at: 'codes', codes })
    await read()
  }
  return (
    <section className={classes.section} aria-labelledby="second-factor">
      <h2 id="second-factor" className={classes.title}>
        Two-factor sign-in
      </h2>
      {step.at === 'codes' ? (
        <RecoveryCodes
          codes={step.codes}
          onKept={() => {
            setStep({ at: 'start' })
            onDone?.()
          }}
        />
      ) : step.at === 'app' ? (
        <SetUp {...step} onCodes={showCodes} onCancel={() => setStep({ at: 'start' })} />
      ) : state.data ? (
        <State
          state={state.data}
          onBegun={(begun) => setStep({ at: 'app', ...begun })}
          onCodes={showCodes}
          onEnded={read}
        />
      ) : state.error ? (
        <ErrorState
          title="How you sign in could not be loaded"
          message={messageOf(state.error)}
          retry={() => void state.refetch()}
        />
      ) : (
        <ListSkeleton rows={1} />
      )}
    </section>
  )
}

type Asking = 'begin' | 'renew' | 'end' | null

function State(props: {
  state: TwoFactorState
  onBegun: (begun: { secret: string; address: string }) => void
  onCodes: (codes: readonly string[]) => Promise<void>
  onEnded: () => Promise<void>
}) {
  const { state, onBegun, onCodes, onEnded } = props
  const [asking, setAsking] = useState<Asking>(null)
  const answers = {
    begin: async (password: string) => onBegun(await call(endpoints.beginTwoFactor, { body: { password } })),
    renew: async (password: string) =>
      onCodes((await call(endpoints.renewRecoveryCodes, { body: { password } })).recoveryCodes),
    end: async (password: string) => {
      await call(endpoints.endTwoFactor, { body: { password } })
      showDone('Two-factor sign-in is off. Your password is enough now.')
      await onEnded()
    },
  }
  return (
    <>
      {state.enabled ? (
        <>
          <Text mb="sm">
            It is on: after your password you enter a code of your app. {codesLeft(state.recoveryCodesLeft)}
          </Text>
          <Group>
            <Button variant="default" onClick={() => setAsking('renew')}>
              New recovery codes
            </Button>
            {state.required ? null : (
              <Button variant="default" onClick={() => setAsking('end')}>
                Switch it off
              </Button>
            )}
          </Group>
        </>
      ) : (
        <>
          {state.required ? (
            <Alert color="indigo" variant="light" mb="sm">
              Your company asks everybody for it.
            </Alert>
          ) : null}
          <Text mb="sm">
            It is off. With it, whoever learns your password still does not get in: they would need your phone as well.
          </Text>
          <Button onClick={() => setAsking('begin')}>Set it up</Button>
        </>
      )}
      {asking ? <PasswordDialog onAnswer={answers[asking]} onClose={() => setAsking(null)} /> : null}
    </>
  )
}

const codesLeft = (count: number): string =>
  count === 0
    ? 'No recovery code is left: make new ones.'
    : `${count} recovery ${count === 1 ? 'code is' : 'codes are'} left.`
