import { Button, Group, Modal, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'

/** Only for what cannot be undone: names what will happen, and the button says it again. */
export function ConfirmDialog(props: {
  opened: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** The verb: `Remove Dana`. */
  action: string
  /** Rejections are the caller's to show; the dialog closes either way. */
  onConfirm: () => Promise<unknown>
}) {
  const { opened, onClose, title, children, action, onConfirm } = props
  const [isBusy, setIsBusy] = useState(false)
  const confirm = () => {
    setIsBusy(true)
    void onConfirm().finally(() => {
      setIsBusy(false)
      onClose()
    })
  }
  return (
    // What was confirmed may bring a dialog of its own: the library would take the focus out of that one.
    <Modal opened={opened} onClose={onClose} title={title} returnFocus={false}>
      <Text component="div" mb="lg">
        {children}
      </Text>
      <Group justify="flex-end">
        {/* Once it is on its way, nothing takes it back. */}
        <Button variant="default" disabled={isBusy} onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="red.9" onClick={confirm} loading={isBusy}>
          {action}
        </Button>
      </Group>
    </Modal>
  )
}
