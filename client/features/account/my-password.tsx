import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { endpoints } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import classes from './account.module.css'

/** A new password is chosen by a link in a mail: whoever sits at a page that was left open does not read it. */
export function MyPassword({ email }: { email: string }) {
  const [state, setState] = useState<'ready' | 'busy' | 'sent'>('ready')
  const [problem, setProblem] = useState<string | null>(null)
  const send = async () => {
    setState('busy')
    setProblem(null)
    try {
      await call(endpoints.requestPasswordReset, { body: { email } })
      setState('sent')
    } catch (error) {
      setProblem(messageOf(error))
      setState('ready')
    }
  }
  return (
    <section className={classes.section} aria-labelledby="my-password">
      <h2 id="my-password" className={classes.title}>
        Your password
      </h2>
      <Text mb="sm" role="status">
        {state === 'sent'
          ? `A link to choose a new password is on its way to ${email}. It can take a minute; look into the spam folder too.`
          : 'You choose a new one by a link that we mail you. Once it is changed, you are signed out everywhere.'}
      </Text>
      <FormProblem problem={problem} />
      {state === 'sent' ? null : (
        <Button variant="default" loading={state === 'busy'} onClick={() => void send()}>
          Mail me the link
        </Button>
      )}
    </section>
  )
}
