import { useEffect, useMemo, useRef } from 'react'
import { type Attachment, endpoints, mostAttachments } from '#protocol/chat'
import type { ConversationId } from '#protocol/ids'
import { connection } from '../../live/connection.ts'
import { leadOneTab } from '../../live/leader.ts'
import { call } from '../../rest/call.ts'
import { idempotencyKey } from '../../rest/idempotency-key.ts'
import { useStored } from './current-hub.ts'
import { keptFiles } from './kept-files.ts'
import { upload } from './upload.ts'
import { Uploads } from './uploads.ts'

/** Files for the next message of a draft: those on their way up, and what one can do about them. */
export function useUploads(options: {
  userId: string
  place: string
  conversationId: ConversationId
  /** What the draft names; it is written down by an effect of the caller that comes before. */
  attachments: readonly Attachment[]
  onUploaded: (attachment: Attachment) => void
}) {
  const { userId, place, conversationId, attachments, onUploaded } = options
  const uploaded = useRef(onUploaded)
  uploaded.current = onUploaded
  const uploads = useMemo(
    () =>
      new Uploads({
        files: keptFiles(userId, place),
        send: ({ file, key }, onProgress) => upload(conversationId, file, key, onProgress),
        newKey: idempotencyKey,
        inTurn: (key, run) => leadOneTab(`clearview.file.${key}`, run),
        onUploaded: (attachment) => uploaded.current(attachment),
      }),
    [userId, place, conversationId],
  )
  const all = useStored(uploads.view)
  // One that the draft names is shown as its attachment, and only so.
  const files = all.filter(
    ({ state }) => state.type !== 'up' || !attachments.some(({ id }) => id === state.attachment.id),
  )

  useEffect(() => uploads.start(), [uploads])
  useEffect(() => uploads.settled(attachments), [uploads, attachments])

  const isWaiting = files.some(({ state }) => state.type === 'waiting')
  useEffect(() => {
    if (!isWaiting) return
    const resume = () => {
      if (connection.get().link === 'open') uploads.retry()
    }
    const stop = connection.subscribe(resume)
    const timer = setInterval(resume, 4000)
    return () => {
      stop()
      clearInterval(timer)
    }
  }, [isWaiting, uploads])

  return {
    files,
    isBusy: files.some(({ state }) => state.type !== 'refused'),
    add: (added: readonly File[]) => uploads.add(added, mostAttachments - attachments.length - files.length),
    cancel: (key: string) => uploads.cancel(key),
    /** Takes back a file that no message names. The server clears what is left anyway. */
    discard: (attachment: Attachment) => {
      const params = { conversationId, attachmentId: attachment.id }
      void call(endpoints.deleteAttachment, { params }).catch(() => undefined)
    },
  }
}
