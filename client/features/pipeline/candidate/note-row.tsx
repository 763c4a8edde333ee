import { ActionIcon, Button, Group } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Note } from '#protocol/candidates'
import { CallError, messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { useColleagues } from '../../../rest/use-colleagues.ts'
import { GrowingText } from '../../../ui/growing-text.tsx'
import { RedactedText } from '../../../ui/redacted-text.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import css from './candidate-pane.module.css'

interface NoteRowProps {
  readonly note: Note
  /** From the version that was seen. */
  readonly onEdit: (text: string, version: number) => Promise<void>
  readonly onDelete: () => void
}

/** A note, changed in its place by whoever wrote it. What is withheld from me I cannot write back. */
export function NoteRow({ note, onEdit, onDelete }: NoteRowProps) {
  const { user } = useMembership()
  const nameOf = useColleagues()
  const [edited, setEdited] = useState<Note | null>(null)
  const mayEdit = note.authorId === user.id && !note.text.includes('▇')
  if (edited !== null) {
    return (
      <li className={css.note}>
        <EditNote note={edited} now={note} onSave={onEdit} onClose={() => setEdited(null)} />
      </li>
    )
  }
  return (
    <li className={css.note}>
      <p className={css.noteText}>
        <RedactedText text={note.text} />
      </p>
      <div className={css.noteFoot}>
        {nameOf(note.authorId)}, <TimeAgo at={note.at} />
        {note.editedBy !== null && ` · changed by ${nameOf(note.editedBy) === 'You' ? 'you' : nameOf(note.editedBy)}`}
        {mayEdit && (
          <ActionIcon size="sm" aria-label="Edit this note" onClick={() => setEdited(note)}>
            <IconPencil size={16} />
          </ActionIcon>
        )}
        <ActionIcon size="sm" aria-label="Delete this note" onClick={onDelete}>
          <IconTrash size={16} />
        </ActionIcon>
      </div>
      <Before note={note} />
    </li>
  )
}

function Before({ note: { before } }: { note: Note }) {
  const nameOf = useColleagues()
  if (before.length === 0) return null
  return (
    <details className={css.before}>
      <summary>How it read before ({before.length})</summary>
      <ol>
        {before.map(({ text, by, at }) => (
          <li key={at}>
            <p className={css.noteText}>
              <RedactedText text={text} />
            </p>
            <p className={css.noteFoot}>
              Until {nameOf(by) === 'You' ? 'you' : nameOf(by)} changed it, <TimeAgo at={at} />
            </p>
          </li>
        ))}
      </ol>
    </details>
  )
}

interface EditNoteProps {
  /** As it was when I began. */
  readonly note: Note
  readonly now: Note
  readonly onSave: NoteRowProps['onEdit']
  readonly onClose: () => void
}

function EditNote({ note, now, onSave, onClose }: EditNoteProps) {
  const [seen, setSeen] = useState(note)
  const [text, setText] = useState(note.text)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const isOvertaken = now.version > seen.version
  const save = async () => {
    if (text.trim() === '') return setProblem('Write something, or delete the note.')
    if (text.trim() === seen.text) return onClose()
    setIsBusy(true)
    try {
      await onSave(text.trim(), seen.version)
      onClose()
    } catch (failure) {
      const isStale = failure instanceof CallError && failure.code === 'version-mismatch'
      setProblem(isStale ? 'Somebody changed this note meanwhile.' : messageOf(failure))
      setIsBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <GrowingText
        aria-label="The note"
        autoFocus
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={text}
        error={problem ?? (isOvertaken ? 'Somebody changed this note meanwhile.' : undefined)}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setProblem(null)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          // The pane closes by Escape, too: what is typed here must not go with it.
          event.stopPropagation()
          if (text === seen.text) onClose()
        }}
      />
      {isOvertaken && (
        <div className={css.overtaken}>
          <p className={css.noteText}>It reads now: “{now.text}”</p>
          <Button variant="default" size="compact-md" onClick={() => setSeen(now)}>
            Put mine in its place
          </Button>
        </div>
      )}
      <Group gap="xs" mt={8}>
        <Button type="submit" size="compact-md" loading={isBusy} disabled={isOvertaken}>
          Save note
        </Button>
        <Button variant="default" size="compact-md" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  )
}
