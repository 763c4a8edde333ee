import { Alert, Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { areas } from '#protocol/scopes'
import { endpoints } from '#protocol/tokens'
import { call } from '../../rest/call.ts'
import { filled } from '../../rest/field-problems.ts'
import { useMembership } from '../../rest/membership.tsx'
import { useFields } from '../../rest/use-fields.ts'
import { useIntentionKey } from '../../rest/use-intention-key.ts'
import { copyText } from '../../ui/copy-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import classes from './team.module.css'

const words: Readonly<Record<(typeof areas)[number], string>> = {
  postings: 'Postings',
  applications: 'Candidates and applications',
  interviews: 'Interviews',
  messages: 'Messages and consultants',
  team: 'Team and audit log',
  reports: 'Figures and reports',
}
const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
]

/** Makes a token and shows it: now, and never again. */
export default function TokenDialog({ onMade, onClose }: { onMade: () => Promise<void>; onClose: () => void }) {
  const { employerId } = useMembership()
  const keyOf = useIntentionKey()
  const [scopes, setScopes] = useState<readonly string[]>([])
  const [token, setToken] = useState<string | null>(null)
  const [isScopeMissing, setIsScopeMissing] = useState(false)
  const firstScope = useRef<HTMLInputElement>(null)
  const form = useFields({
    initial: { name: '', days: '90' },
    checks: { name: filled('Say what it is for, such as “Nightly export”.') },
    submit: async ({ name, days }) => {
      if (scopes.length === 0) {
        setIsScopeMissing(true)
        firstScope.current?.focus()
        return
      }
      const body = { name: name.trim(), scopes: [...scopes], expiresInDays: Number(days) }
      const made = await call(endpoints.createToken, { params: { employerId }, body, idempotencyKey: keyOf(body) })
      setToken(made.token)
      await onMade()
    },
  })
  const toggle = (scope: string, on: boolean) => {
    setIsScopeMissing(false)
    setScopes((before) => (on ? [...before, scope] : before.filter((one) => one !== scope)))
  }
  const days = form.field('days')
  if (token !== null) return <Made token={token} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title="New API token" size={520}>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="md">
          <FormProblem problem={form.problem} />
          <TextInput label="What it is for" data-autofocus {...form.field('name')} />
          <fieldset className={classes.scopeTable} aria-describedby={isScopeMissing ? 'scope-missing' : undefined}>
            <legend>What it may do</legend>
            {areas.map((area) => (
              <div key={area} className={classes.scopeRow}>
                <span>{words[area]}</span>
                {(['read', 'write'] as const).map((mode) => (
                  <Checkbox
                    key={mode}
                    {...(area === areas[0] && mode === 'read' ? { ref: firstScope } : {})}
                    label={mode === 'read' ? 'Read' : 'Write'}
                    aria-label={`${mode === 'read' ? 'Read' : 'Write'}: ${words[area]}`}
                    checked={scopes.includes(`${area}:${mode}`)}
                    onChange={(event) => toggle(`${area}:${mode}`, event.currentTarget.checked)}
                  />
                ))}
              </div>
            ))}
            {isScopeMissing ? (
              <Text id="scope-missing" size="sm" c="var(--mantine-color-error)" role="alert">
                Choose at least one thing that it may do.
              </Text>
            ) : null}
          </fieldset>
          <NativeSelect
            label="Works for"
            data={lifetimes}
            value={days.value}
            onChange={(event) => form.set('days')(event.currentTarget.value)}
            maw={220}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={form.isBusy}>
              Make the token
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Made({ token, onClose }: { token: string; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Your new token" size={520} closeOnClickOutside={false}>
      <Alert color="indigo" variant="light" role="status" mb="sm">
        Copy it now: it is not shown again, to anybody.
      </Alert>
      <code className={classes.secret}>{token}</code>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => void copyText(token, 'The token is copied.')}>
          Copy
        </Button>
        <Button onClick={onClose}>I have it</Button>
      </Group>
    </Modal>
  )
}
