import { Alert, Button, Group } from '@mantine/core'
import type { Sso } from '#protocol/security'
import { roleWords } from '../../rest/role-words.ts'
import { stateWords } from './sso-words.ts'

interface SsoTheirsProps {
  readonly sso: Sso
  readonly onTake: () => void
  readonly onKeep: () => void
}

/** What a colleague has set meanwhile: it is taken, or written over by somebody who has seen it. */
export function SsoTheirs({ sso, onTake, onKeep }: SsoTheirsProps) {
  const { issuer, clientId, domains, defaultRole, state } = sso
  const facts = [
    issuer,
    `client ${clientId}`,
    domains.length === 0 ? 'no domains' : domains.join(', '),
    `joining as ${roleWords[defaultRole].label.toLowerCase()}`,
    stateWords[state].label.toLowerCase(),
  ]
  return (
    <Alert color="orange" role="alert">
      A colleague has changed these settings meanwhile. Theirs: {facts.join(' · ')}.
      <Group gap="xs" mt="xs">
        <Button variant="default" size="compact-md" onClick={onTake}>
          Show theirs
        </Button>
        <Button variant="default" size="compact-md" onClick={onKeep}>
          Keep mine, to save them
        </Button>
      </Group>
    </Alert>
  )
}
