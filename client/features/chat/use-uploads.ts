import { useEffect, useRef, useState } from 'react'
import { type Attachment, endpoints, mostAttachments } from '#protocol/chat'
import type { ConversationId } from '#protocol/ids'
import { connection } from '../../live/connection.ts'
import { call } from '../../rest/call.ts'
import { isRetryable, messageOf } from '../../rest/call-error.ts'
import { idempotencyKey } from '../../rest/idempotency-key.ts'
import { type Upload, upload, whyNot } from './upload.ts'

/** A file on its way up. */
export interface Uploading {
  readonly key: string
  readonly file: File
  readonly state:
    | { readonly type: 'uploading'; readonly share: number }
    /** No way to the server: it goes on by itself. */
    | { readonly type: 'waiting' }
    | { readonly type: 'refused'; readonly why: string }
}

/** Files for the next message: sent up at once, so that a refusal is known before anything is said about them. */
export function useUploads(options: {
  conversationId: ConversationId
  attachments: readonly Attachment[]
  onUploaded: (attachment: Attachment) => void
}) {
  const { conversationId, attachments, onUploaded } = options
  const [files, setFiles] = useState<readonly Uploading[]>([])
  const running = useRef(new Map<string, Upload>())
  const uploaded = useRef(onUploaded)
  uploaded.current = onUploaded

  const become = (key: string, state: Uploading['state']) =>
    setFiles((known) => known.map((one) => (one.key === key ? { ...one, state } : one)))

  const begin = (key: string, file: File) => {
    become(key, { type: 'uploading', share: 0 })
    const sending = upload(conversationId, file, key, (share) => become(key, { type: 'uploading', share }))
    running.current.set(key, sending)
    sending.done
      .then(
        (attachment) => {
          uploaded.current(attachment)
          setFiles((known) => known.filter((one) => one.key !== key))
        },
        (error: unknown) =>
          become(key, isRetryable(error) ? { type: 'waiting' } : { type: 'refused', why: messageOf(error) }),
      )
      .finally(() => running.current.delete(key))
  }
  const beginAgain = useRef(begin)
  beginAgain.current = begin

  const waiting = files.filter(({ state }) => state.type === 'waiting')
  useEffect(() => {
    if (waiting.length === 0) return
    const resume = () => {
      if (connection.get().link === 'open') for (const { key, file } of waiting) beginAgain.current(key, file)
    }
    const stop = connection.subscribe(resume)
    const timer = setTimeout(resume, 4000)
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [waiting])

  useEffect(() => {
    const uploads = running.current
    return () => {
      for (const { cancel } of uploads.values()) cancel()
    }
  }, [])

  return {
    files,
    isBusy: files.some(({ state }) => state.type !== 'refused'),
    add: (added: readonly File[]) => {
      const room = mostAttachments - attachments.length - files.length
      const next = added.map((file, index): Uploading => {
        const why = index < room ? whyNot(file) : `At most ${mostAttachments} files go with one message.`
        return { key: idempotencyKey(), file, state: why ? { type: 'refused', why } : { type: 'uploading', share: 0 } }
      })
      setFiles((known) => [...known, ...next])
      for (const { key, file, state } of next) if (state.type === 'uploading') begin(key, file)
    },
    cancel: (key: string) => {
      running.current.get(key)?.cancel()
      running.current.delete(key)
      setFiles((known) => known.filter((one) => one.key !== key))
    },
    /** Takes back a file that no message names. The server clears what is left anyway. */
    discard: (attachment: Attachment) => {
      const params = { conversationId, attachmentId: attachment.id }
      void call(endpoints.deleteAttachment, { params }).catch(() => undefined)
    },
  }
}
