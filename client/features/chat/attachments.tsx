import { IconFile, IconFileText, IconFileTypePdf, IconPhoto } from '@tabler/icons-react'
import { type Attachment, endpoints } from '#protocol/chat'
import { urlOf } from '../../rest/call.ts'
import { sizeInWords } from '../../ui/size-in-words.ts'
import { useOpenConversation } from './conversation-context.ts'
import classes from './message-row.module.css'

const iconOf = (contentType: string) => {
  if (contentType.startsWith('image/')) return IconPhoto
  if (contentType === 'application/pdf') return IconFileTypePdf
  return contentType.startsWith('text/') ? IconFileText : IconFile
}

/** Files of a message, to be downloaded by those who are in the conversation. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const { id: conversationId } = useOpenConversation()
  return (
    <ul className={classes.attachments}>
      {attachments.map(({ id, name, contentType, size }) => {
        const Icon = iconOf(contentType)
        const href = urlOf(endpoints.downloadAttachment.path, { params: { conversationId, attachmentId: id } })
        return (
          <li key={id}>
            <a href={href} download={name} className={classes.attachment}>
              <Icon size={22} stroke={1.5} aria-hidden="true" />
              <span className={classes.fileWords}>
                <span className={classes.fileName} title={name}>
                  {name}
                </span>
                <span className={classes.fileSize}>{sizeInWords(size)}</span>
              </span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}
