import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { endpoints } from '#protocol/two-factor'
import { call } from '../../rest/call.ts'
import { filled } from '../../rest/field-problems.ts'
import { useFields } from '../../rest/use-fields.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import classes from './account.module.css'
import { QrCode } from './qr-code.tsx'

/** Into the app with the key, and back with its first code. */
export function SetUp(props: {
  secret: string
  address: string
  onCodes: (codes: readonly string[]) => Promise<void>
  onCancel: () => void
}) {
  const { secret, address, onCodes, onCancel } = props
  const form = useFields({
    initial: { code: '' },
    checks: { code: filled('Enter the six digits that your app shows.') },
    submit: async ({ code }) => onCodes((await call(endpoints.confirmTwoFactor, { body: { code } })).recoveryCodes),
    explain: (error) =>
      error.code === 'wrong-code'
        ? { field: 'code', message: 'This is not what the app shows now. Is the clock of your phone right?' }
        : null,
  })
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Text>
        1. Add ClearView to your authenticator app: let it read this picture,{' '}
        <Anchor href={address}>open it on this device</Anchor>, or type the key below.
      </Text>
      <QrCode text={address} label="QR code of the key below, for your authenticator app" />
      <code className={classes.secret}>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      <Stack gap="md" maw={320}>
        <FormProblem problem={form.problem} />
        <TextInput
          label="2. Enter the six digits that it shows"
          inputMode="numeric"
          autoComplete="one-time-code"
          {...form.field('code')}
        />
        <Group>
          <Button type="submit" loading={form.isBusy}>
            Switch it on
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
