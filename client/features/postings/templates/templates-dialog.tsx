import { ActionIcon, Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { endpoints, type PostingTemplateSummary } from '#protocol/posting-templates'
import { useWrite } from '../../../live/use-write.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { ListSkeleton } from '../../../ui/skeletons.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import { showDone, showFailure } from '../../../ui/toasts.ts'
import css from './templates.module.css'
import { useTemplates } from './use-templates.ts'

/** Every template: to begin a posting with, to rename, to delete. */
export default function TemplatesDialog({ onClose }: { onClose: () => void }) {
  const templates = useTemplates()
  const [doomed, setDoomed] = useState<PostingTemplateSummary | null>(null)
  const { employerId } = useMembership()
  const write = useWrite()
  const remove = async ({ id, name }: PostingTemplateSummary): Promise<void> => {
    try {
      const params = { employerId, templateId: id }
      await write(endpoints.deletePostingTemplate, { params }, `Delete the template ${name}`)
      showDone(`The template “${name}” is deleted. Postings made from it stay.`)
    } catch (error) {
      showFailure({ title: 'Not deleted', message: messageOf(error) })
    }
  }
  if (doomed !== null) {
    return (
      <ConfirmDialog
        opened
        title={`Delete the template “${doomed.name}”?`}
        action="Delete the template"
        onClose={() => setDoomed(null)}
        onConfirm={() => remove(doomed)}
      >
        It is gone for everybody and cannot be brought back. Postings made from it stay as they are.
      </ConfirmDialog>
    )
  }
  return (
    <Modal opened onClose={onClose} title="Templates" size="lg">
      {templates.status === 'loading' && <ListSkeleton rows={3} />}
      {templates.status === 'failed' && (
        <ErrorState title="The templates did not load" message={messageOf(templates.error)} retry={templates.retry} />
      )}
      {'data' in templates && templates.data.items.length === 0 && (
        <Text c="dimmed">
          No templates yet. Open the menu of a posting that reads well and choose “Save as a template”.
        </Text>
      )}
      {'data' in templates && (
        <ul className={css.list}>
          {templates.data.items.map((template) => (
            <Row key={template.id} template={template} onUse={onClose} onDelete={() => setDoomed(template)} />
          ))}
        </ul>
      )}
    </Modal>
  )
}

interface RowProps {
  readonly template: PostingTemplateSummary
  readonly onUse: () => void
  readonly onDelete: () => void
}

function Row({ template, onUse, onDelete }: RowProps) {
  const { id, name, title, updatedAt } = template
  const [isRenamed, setIsRenamed] = useState(false)
  if (isRenamed) return <Rename template={template} onDone={() => setIsRenamed(false)} />
  return (
    <li className={css.row}>
      <div className={css.words}>
        <span className={css.name}>{name}</span>
        <span className={css.about}>
          {title} · <TimeAgo at={updatedAt} />
        </span>
      </div>
      <Button
        variant="default"
        component={Link}
        href={`/postings/new?template=${encodeURIComponent(id)}`}
        onClick={onUse}
      >
        Use it
      </Button>
      <ActionIcon size="lg" variant="subtle" aria-label={`Rename ${name}`} onClick={() => setIsRenamed(true)}>
        <IconPencil size={18} />
      </ActionIcon>
      <ActionIcon size="lg" variant="subtle" aria-label={`Delete ${name}`} onClick={onDelete}>
        <IconTrash size={18} />
      </ActionIcon>
    </li>
  )
}

function Rename({ template, onDone }: { template: PostingTemplateSummary; onDone: () => void }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const [name, setName] = useState(template.name)
  const save = async (): Promise<void> => {
    if (name.trim() === '' || name.trim() === template.name) return onDone()
    try {
      const params = { employerId, templateId: template.id }
      await write(endpoints.editPostingTemplate, { params, body: { name } }, `Rename ${template.name}`)
      onDone()
    } catch (error) {
      showFailure({ title: 'Not renamed', message: messageOf(error) })
    }
  }
  return (
    <li className={css.row}>
      <form
        className={css.words}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextInput
          aria-label="Name of the template"
          maxLength={120}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group mt="xs" justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit">Rename</Button>
        </Group>
      </form>
    </li>
  )
}
