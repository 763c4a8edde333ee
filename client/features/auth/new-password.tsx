import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useId } from 'react'
import classes from './new-password.module.css'
import { passwordStrength } from './password-strength.ts'

/** A field for a password that is being chosen, with an honest meter. Pasting and managers are welcome. */
export function NewPassword({ known, ...field }: PasswordInputProps & { known?: readonly string[] }) {
  const hintId = useId()
  const password = String(field.value ?? '')
  const opinion = passwordStrength(password, known)
  // The server knows better than the meter, and has said so.
  const { level, words } = field.error ? { level: 1, words: '' } : opinion
  return (
    <div>
      <PasswordInput size="md" label="Password" autoComplete="new-password" aria-describedby={hintId} {...field} />
      <div className={classes.meter} aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <div key={step} className={classes.step} data-on={step <= level ? level : 0} />
        ))}
      </div>
      <p className={classes.words} id={hintId}>
        {words}
      </p>
    </div>
  )
}
