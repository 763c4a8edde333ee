import { CloseButton, Progress } from '@mantine/core'
import { IconAlertTriangle, IconFile } from '@tabler/icons-react'
import type { Attachment } from '#protocol/chat'
import { sizeInWords } from '../../ui/size-in-words.ts'
import classes from './composer.module.css'
import type { Uploading } from './uploads.ts'
import type { useUploads } from './use-uploads.ts'

/** Files that go with the next message: those that are up, and those on their way. */
export function ComposerFiles(props: {
  attachments: readonly Attachment[]
  uploads: ReturnType<typeof useUploads>
  onRemove: (attachment: Attachment) => void
}) {
  const { attachments, uploads, onRemove } = props
  if (attachments.length === 0 && uploads.files.length === 0) return null
  return (
    <ul className={classes.files} aria-label="Files for this message">
      {attachments.map((attachment) => (
        <li key={attachment.id} className={classes.file}>
          <IconFile size={18} stroke={1.5} aria-hidden="true" />
          <span className={classes.fileName} title={attachment.name}>
            {attachment.name}
          </span>
          <span className={classes.fileNote}>{sizeInWords(attachment.size)}</span>
          <CloseButton size="sm" aria-label={`Remove ${attachment.name}`} onClick={() => onRemove(attachment)} />
        </li>
      ))}
      {uploads.files.map((uploading) => (
        <Waiting key={uploading.key} uploading={uploading} onCancel={() => uploads.cancel(uploading.key)} />
      ))}
    </ul>
  )
}

function Waiting({ uploading, onCancel }: { uploading: Uploading; onCancel: () => void }) {
  const { file, state, isKept } = uploading
  if (state.type === 'refused') {
    return (
      <li className={classes.file} data-trouble role="alert">
        <IconAlertTriangle size={18} stroke={1.5} aria-hidden="true" />
        <span className={classes.why}>
          {state.why.includes(file.name) ? state.why : `“${file.name}”: ${state.why}`}
        </span>
        <CloseButton size="sm" aria-label={`Leave ${file.name} out`} onClick={onCancel} />
      </li>
    )
  }
  const share = state.type === 'uploading' ? Math.round(state.share * 100) : 100
  return (
    <li className={classes.file}>
      <IconFile size={18} stroke={1.5} aria-hidden="true" />
      <span className={classes.fileName} title={file.name}>
        {file.name}
      </span>
      {state.type !== 'waiting' ? (
        <Progress className={classes.progress ?? ''} value={share} aria-label={`Uploading ${file.name}`} />
      ) : (
        <span className={classes.fileNote}>Waiting for the connection</span>
      )}
      {isKept ? null : <span className={classes.fileNote}>Keep this page open until it is up</span>}
      <CloseButton size="sm" aria-label={`Cancel ${file.name}`} onClick={onCancel} />
    </li>
  )
}
