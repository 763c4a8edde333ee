import { Button, Checkbox, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { endpoints, longestProductFeedback, type ProductFeedbackKind } from '#protocol/product-feedback'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useIntentionKey } from '../../rest/use-intention-key.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { GrowingText } from '../../ui/growing-text.tsx'
import { showDone } from '../../ui/toasts.ts'
import { keepUnsent, unsentOf } from './unsent.ts'

const kinds: readonly { value: ProductFeedbackKind; label: string }[] = [
  { value: 'problem', label: 'A problem' },
  { value: 'idea', label: 'An idea' },
  { value: 'praise', label: 'Praise' },
]

/** What somebody thinks of ClearView, to those who run it. What was typed stays until it is sent, also when it is closed. */
export default function FeedbackDialog({ userId, onClose }: { userId: string; onClose: () => void }) {
  const [page] = useLocation()
  const [kind, setKind] = useState<ProductFeedbackKind>('problem')
  const [text, setText] = useState(() => unsentOf(userId))
  const [mayAnswer, setMayAnswer] = useState(true)
  const [problem, setProblem] = useState<string | null>(null)
  const [isEmpty, setIsEmpty] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const [isBusy, setIsBusy] = useState(false)
  const keyOf = useIntentionKey()
  const write = (value: string) => {
    setText(value)
    setProblem(null)
    setIsEmpty(false)
    keepUnsent(userId, value)
  }
  const send = async () => {
    const body = { kind, text, page, mayAnswer }
    setIsBusy(true)
    try {
      await call(endpoints.sendProductFeedback, { body, idempotencyKey: keyOf(body) })
      keepUnsent(userId, '')
      onClose()
      showDone('Thank you. Those who run ClearView will read it.')
    } catch (error) {
      setProblem(messageOf(error))
    } finally {
      setIsBusy(false)
    }
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') void send()
    else {
      setIsEmpty(true)
      field.current?.focus()
    }
  }
  return (
    <Modal opened onClose={onClose} title="Send feedback on ClearView">
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            It goes to those who run ClearView, with the page you are on. Nobody at your company reads it. Please name
            no candidate.
          </Text>
          <FormProblem problem={problem} />
          <SegmentedControl
            fullWidth
            aria-label="What it is"
            data={[...kinds]}
            value={kind}
            onChange={(value) => setKind(kinds.find((one) => one.value === value)?.value ?? kind)}
          />
          <GrowingText
            ref={field}
            label="What would you like to say?"
            error={isEmpty ? 'Write what you would like to say.' : null}
            minRows={4}
            maxRows={12}
            maxLength={longestProductFeedback}
            data-autofocus
            value={text}
            onChange={(event) => write(event.currentTarget.value)}
          />
          <Checkbox
            label="You may write back to me"
            description="Otherwise it is kept without your name."
            checked={mayAnswer}
            onChange={(event) => setMayAnswer(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Send
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
