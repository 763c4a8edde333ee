import { useEffect, useState } from 'react'
import { type Attachment, longestMessage } from '#protocol/chat'
import type { MessageId } from '#protocol/ids'
import { useOpenConversation } from './conversation-context.ts'
import { type Draft, emptyDraft, keepDraft, readDraft } from './draft.ts'
import type { ShownMessage } from './timeline.ts'
import { useUploads } from './use-uploads.ts'

/** What is being written: a draft that outlives the page, or a change of something said. */
export function useComposer(options: { place: string; replyTo: MessageId | null; onSent: () => void }) {
  const { place, replyTo, onSent } = options
  const { hub, id, actions } = useOpenConversation()
  const [draft, setDraft] = useState(() => readDraft(hub.me.id, place))
  const [editing, setEditing] = useState<{ message: ShownMessage; body: string } | null>(null)
  const [isSendingSoon, setIsSendingSoon] = useState(false)

  useEffect(() => keepDraft(hub.me.id, place, draft), [hub.me.id, place, draft])

  const { attachments } = draft
  const uploads = useUploads({
    userId: hub.me.id,
    place,
    conversationId: id,
    attachments,
    onUploaded: (attachment) => setDraft((known) => withFile(known, attachment)),
  })
  const body = editing ? editing.body : draft.body
  const isTooLong = body.length > longestMessage
  const isEmpty = body.trim() === '' && (editing !== null || attachments.length === 0)

  const sendDraft = async () => {
    setIsSendingSoon(false)
    const sent = draft
    setDraft(emptyDraft)
    onSent()
    const isKept = await actions.say({ type: 'send', body: sent.body.trim(), replyTo, attachments: sent.attachments })
    if (!isKept) setDraft((known) => (known === emptyDraft ? sent : known))
  }
  const saveEdit = ({ message, body: changed }: { message: ShownMessage; body: string }) => {
    setEditing(null)
    if (changed.trim() !== message.body) void actions.say({ type: 'edit', messageId: message.id, body: changed.trim() })
  }
  const send = () => {
    if (isTooLong || (isEmpty && !uploads.isBusy)) return
    if (editing) saveEdit(editing)
    else if (uploads.isBusy) setIsSendingSoon(true)
    else void sendDraft()
  }
  const isReady = isSendingSoon && !uploads.isBusy
  useEffect(() => {
    if (isReady) send()
  })

  return {
    body,
    editing,
    attachments: editing ? [] : attachments,
    uploads,
    isSendingSoon: isSendingSoon && uploads.isBusy,
    canSend: !isTooLong && (!isEmpty || uploads.isBusy),
    setBody: (text: string) => {
      if (editing) setEditing({ ...editing, body: text })
      else setDraft((known) => ({ ...known, body: text }))
    },
    send,
    edit: (message: ShownMessage) => {
      if (!message.outgoing) {
        setEditing({ message, body: message.body })
        return
      }
      // It was never stored: it goes back into the field, and out of the list.
      const { body: again, attachments: files, outgoing } = message
      setDraft((known) => ({
        body: [known.body, again].filter(Boolean).join('\n'),
        attachments: [...known.attachments, ...files],
      }))
      actions.discard(outgoing)
    },
    stopEditing: () => setEditing(null),
    removeAttachment: (attachment: Attachment) => {
      setDraft((known) => ({ ...known, attachments: known.attachments.filter((one) => one.id !== attachment.id) }))
      uploads.discard(attachment)
    },
  }
}

/** A file whose upload was finished twice is one file. */
const withFile = (draft: Draft, attachment: Attachment): Draft =>
  draft.attachments.some(({ id }) => id === attachment.id)
    ? draft
    : { ...draft, attachments: [...draft.attachments, attachment] }
