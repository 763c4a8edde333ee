import { Alert, Anchor, Button, Group, NativeSelect, PasswordInput, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { endpoints, type Sso, SsoState } from '#protocol/security'
import { call } from '../../rest/call.ts'
import { CallError } from '../../rest/call-error.ts'
import { filled } from '../../rest/field-problems.ts'
import { useMembership } from '../../rest/membership.tsx'
import { roleWords } from '../../rest/role-words.ts'
import { useFields } from '../../rest/use-fields.ts'
import { copyText } from '../../ui/copy-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showDone } from '../../ui/toasts.ts'
import { SsoTheirs } from './sso-theirs.tsx'
import { stateWords, testFailures } from './sso-words.ts'
import classes from './team.module.css'

const roles = ['viewer', 'interviewer', 'hiring_manager', 'recruiter'] as const

/** Comes back here, whatever the provider says. */
const testUrl = ({ startUrl }: Sso) =>
  `${startUrl}?${new URLSearchParams({ test: '1', next: '/team/sign-in?tested=1' })}`

interface SsoFormProps {
  readonly sso: Sso | null
  readonly redirectUri: string
  readonly version: number
  /** Reads the settings anew. */
  readonly again: () => Promise<void>
}

type Field = 'issuer' | 'clientId' | 'clientSecret' | 'domains' | 'defaultRole' | 'state'

const valuesOf = (sso: Sso | null): Record<Field, string> => ({
  issuer: sso?.issuer ?? '',
  clientId: sso?.clientId ?? '',
  clientSecret: '',
  domains: sso?.domains.join(', ') ?? '',
  defaultRole: sso?.defaultRole ?? 'viewer',
  state: sso?.state ?? 'test',
})

/** The company's own provider (OpenID Connect): settings, test, switch. */
export function SsoForm(props: SsoFormProps) {
  const { sso, redirectUri, version, again } = props
  const { employerId } = useMembership()
  const [search, setSearch] = useSearchParams()
  const failure = testFailures[search.get('failed') ?? '']
  // As they were when typing began: what a colleague sets meanwhile is not written over unseen.
  const [base, setBase] = useState({ sso, version })
  const form = useFields({
    initial: valuesOf(sso),
    checks: {
      issuer: filled('Enter the address of your provider, like https://login.example.com.'),
      clientId: filled('Enter the client ID that your provider gave you.'),
    },
    submit: async ({ issuer, clientId, clientSecret, domains, defaultRole, state }) => {
      const body = {
        ...{ issuer: issuer.trim(), clientId: clientId.trim(), state: state as SsoState },
        defaultRole: defaultRole as Sso['defaultRole'],
        domains: domains.split(/[\s,]+/).filter((domain) => domain !== ''),
        ...(clientSecret === '' ? {} : { clientSecret }),
      }
      try {
        startFrom(await call(endpoints.editSso, { params: { employerId }, body, ifMatch: base.version }))
        // What a test said was about the settings before these.
        setSearch({}, { replace: true })
        showDone(`Saved. Sign-in by your provider is ${stateWords[body.state].label.toLowerCase()}.`)
      } catch (error) {
        // Read anew, theirs are shown beside mine.
        if (!(error instanceof CallError && error.code === 'version-mismatch')) throw error
      }
      await again()
    },
  })
  function startFrom(theirs: Sso) {
    setBase({ sso: theirs, version: theirs.version })
    for (const [name, value] of Object.entries(valuesOf(theirs))) form.set(name as Field)(value)
  }
  const isOvertaken = version > base.version
  const isUntouched = JSON.stringify(form.values) === JSON.stringify(valuesOf(base.sso))
  if (isOvertaken && isUntouched && sso) startFrom(sso)
  const [role, state] = [form.field('defaultRole'), form.field('state')]
  return (
    <section aria-labelledby="sso">
      <h2 id="sso" className={classes.title}>
        Single sign-on (SSO)
      </h2>
      <Text c="dimmed" mb="sm">
        With OpenID Connect people sign in as they do everywhere at your company. Give your provider this address to
        come back to:
      </Text>
      <div className={classes.copied}>
        <code className={classes.secret}>{redirectUri}</code>
        <Button
          variant="default"
          size="compact-md"
          onClick={() => void copyText(redirectUri, 'The address is copied.')}
        >
          Copy
        </Button>
      </div>
      {failure ? (
        <Alert color="red" variant="light" role="alert" mt="sm" title="The test failed">
          {failure}
        </Alert>
      ) : null}
      {search.has('tested') && sso?.testedAt ? (
        <Alert color="indigo" variant="light" role="status" mt="sm">
          It works: you came back from your provider as yourself. You can switch it on now.
        </Alert>
      ) : null}
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="md" maw={520} mt="md">
          <FormProblem problem={form.problem} />
          {isOvertaken && sso ? (
            <SsoTheirs sso={sso} onTake={() => startFrom(sso)} onKeep={() => setBase({ sso, version })} />
          ) : null}
          <TextInput label="Provider (issuer)" type="url" placeholder="https://" {...form.field('issuer')} />
          <TextInput label="Client ID" autoComplete="off" {...form.field('clientId')} />
          <PasswordInput
            label="Client secret"
            description={sso?.hasSecret ? 'One is kept. Leave this empty to keep it.' : 'Empty for a public client.'}
            autoComplete="new-password"
            {...form.field('clientSecret')}
          />
          <TextInput
            label="Your domains"
            description="Whoever has an address of these joins at the first sign-in. Leave it empty to invite everybody."
            placeholder="example.com"
            {...form.field('domains')}
          />
          <NativeSelect
            label="They join as"
            data={roles.map((value) => ({ value, label: roleWords[value].label }))}
            value={role.value}
            onChange={(event) => form.set('defaultRole')(event.currentTarget.value)}
            maw={220}
          />
          <Radio.Group label="State" name="sso-state" value={state.value} onChange={form.set('state')}>
            <Stack gap={10} mt={8}>
              {SsoState.options.map((value) => (
                <Radio key={value} value={value} {...stateWords[value]} />
              ))}
            </Stack>
          </Radio.Group>
          <Group>
            <Button type="submit" loading={form.isBusy}>
              Save
            </Button>
            {sso && sso.state !== 'off' ? <Anchor href={testUrl(sso)}>Sign in by it now, to test it</Anchor> : null}
          </Group>
        </Stack>
      </form>
    </section>
  )
}
