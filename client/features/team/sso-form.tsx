import { Alert, Anchor, Button, Group, NativeSelect, PasswordInput, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useSearchParams } from 'wouter'
import { endpoints, type Sso, SsoState } from '#protocol/security'
import { call } from '../../rest/call.ts'
import { filled } from '../../rest/field-problems.ts'
import { useMembership } from '../../rest/membership.tsx'
import { roleWords } from '../../rest/role-words.ts'
import { useFields } from '../../rest/use-fields.ts'
import { copyText } from '../../ui/copy-text.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showDone } from '../../ui/toasts.ts'
import classes from './team.module.css'

const roles = ['viewer', 'interviewer', 'hiring_manager', 'recruiter'] as const

const stateWords: Readonly<Record<SsoState, { label: string; description: string }>> = {
  off: { label: 'Off', description: 'Everybody signs in by password.' },
  test: { label: 'In test', description: 'Only who manages this company signs in by it, to see that it works.' },
  on: { label: 'On', description: 'People may sign in by it, or by password.' },
  enforced: {
    label: 'Enforced',
    description: 'People must sign in by it. Owners always get in by password, whatever becomes of the provider.',
  },
}

/** Why a test did not lead back as a member, for whoever can mend it. */
const testFailures: Readonly<Record<string, string>> = {
  failed:
    'Your provider’s answer was not what was asked for, or came too late. Try again; then compare all that is set here.',
  unreachable: 'Your provider did not answer as OpenID Connect asks. Check its address (issuer).',
  'wrong-client': 'Your provider refused the client ID or the secret. Check both.',
  denied:
    'Your provider let nobody through: you did not sign in there, or it does not allow this client. Ask who manages it.',
  off: 'It is switched off. Choose “In test”, save, and try again.',
  'no-address':
    'Your provider sent no e-mail address, or one that it has not confirmed. Have it send “email” to ClearView.',
  'not-invited':
    'At your provider you are somebody whose address is not known here. Sign in there by the one you have here.',
  consultant: 'At your provider you are a consultant, and consultants sign in by their own password.',
  left: 'At your provider you are somebody who is not part of this company any more.',
  owner: 'At your provider you are an owner. Owners sign in by it once an owner has saved these settings.',
  'only-test': 'At your provider you are somebody who does not manage this company. Sign in there as yourself.',
}

/** Comes back here, whatever the provider says. */
const testUrl = ({ startUrl }: Sso) =>
  `${startUrl}?${new URLSearchParams({ test: '1', next: '/team/sign-in?tested=1' })}`

/** The company's own provider (OpenID Connect): settings, test, switch. */
export function SsoForm(props: { sso: Sso | null; redirectUri: string; onSaved: () => Promise<void> }) {
  const { sso, redirectUri, onSaved } = props
  const { employerId } = useMembership()
  const [search] = useSearchParams()
  const failure = testFailures[search.get('failed') ?? '']
  const form = useFields({
    initial: {
      issuer: sso?.issuer ?? '',
      clientId: sso?.clientId ?? '',
      clientSecret: '',
      domains: sso?.domains.join(', ') ?? '',
      defaultRole: sso?.defaultRole ?? 'viewer',
      state: sso?.state ?? 'test',
    } as Record<'issuer' | 'clientId' | 'clientSecret' | 'domains' | 'defaultRole' | 'state', string>,
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
      await call(endpoints.editSso, { params: { employerId }, body })
      form.set('clientSecret')('')
      showDone(`Saved. Sign-in by your provider is ${stateWords[body.state].label.toLowerCase()}.`)
      await onSaved()
    },
  })
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
      {search.has('tested') ? (
        <Alert color="indigo" variant="light" role="status" mt="sm">
          It works: you came back from your provider as yourself. You can switch it on now.
        </Alert>
      ) : null}
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="md" maw={520} mt="md">
          <FormProblem problem={form.problem} />
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
