import { Alert, Button } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import classes from './auth-card.module.css'

/** Fields, at most one complaint, one button. */
export function AuthForm(props: {
  onSubmit: (event: FormEvent) => void
  problem: ReactNode
  action: string
  isBusy: boolean
  children: ReactNode
}) {
  const { onSubmit, problem, action, isBusy, children } = props
  return (
    // The browser's own bubbles would say it in other words, in another place.
    <form className={classes.fields} onSubmit={onSubmit} noValidate>
      {problem ? (
        <Alert color="red" variant="light" role="alert">
          {problem}
        </Alert>
      ) : null}
      {children}
      <Button type="submit" size="md" fullWidth loading={isBusy} mt={4}>
        {action}
      </Button>
    </form>
  )
}
