import { Button, CopyButton, Group, Modal, Text } from '@mantine/core'
import classes from './webhooks.module.css'

/** Shown once: afterwards nobody can read it, ClearView included. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="The secret of this webhook" closeOnClickOutside={false}>
      <Text mb="sm">
        Your receiver checks with it that a call comes from here. It is shown now and never again; should it get lost,
        make a new one.
      </Text>
      <code className={classes.secret}>{secret}</code>
      <Group justify="flex-end" mt="lg">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} data-autofocus>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>I have it</Button>
      </Group>
    </Modal>
  )
}
