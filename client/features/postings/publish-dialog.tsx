import { Button, Group, Modal, Text } from '@mantine/core'
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react'
import type { Posting } from '#protocol/postings'
import css from './posting-page.module.css'
import { publishChecks } from './publish-checks.ts'

interface PublishDialogProps {
  readonly posting: Posting
  readonly onPublish: () => void
  readonly onClose: () => void
}

/** A last look before strangers read it. The list advises; the person decides. */
export function PublishDialog({ posting, onPublish, onClose }: PublishDialogProps) {
  const checks = publishChecks(posting)
  const open = checks.filter(({ isRight }) => !isRight)
  return (
    <Modal opened onClose={onClose} title={open.length === 0 ? 'Ready to publish' : 'Before it goes live'} size="lg">
      <Text mb="md" c="dimmed">
        {open.length === 0
          ? 'Nothing is missing. It will be on your careers page within a second.'
          : 'A reader would miss this. You can publish it as it is, and add to it later.'}
      </Text>
      <ul className={css.checks}>
        {[...open, ...checks.filter(({ isRight }) => isRight)].map(({ id, isRight, words }) => (
          <li key={id} className={css.check}>
            {isRight ? (
              <IconCircleCheck size={20} className={css.right} aria-label="Done" />
            ) : (
              <IconAlertCircle size={20} className={css.wrong} aria-label="Missing" />
            )}
            <span>{words}</span>
          </li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Not yet
        </Button>
        <Button onClick={onPublish} data-autofocus>
          {open.length === 0 ? 'Publish' : 'Publish anyway'}
        </Button>
      </Group>
    </Modal>
  )
}
