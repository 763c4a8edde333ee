import { ActionIcon, Button, Modal, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, type KitTemplate } from '#protocol/kits'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { showDone, showFailure } from '../../ui/toasts.ts'
import css from './kit.module.css'
import { useKitTemplates } from './use-kit-templates.ts'
import { useStartKit } from './use-start-kit.ts'

interface TemplatesDialogProps {
  readonly jobId: string
  /** The kit has nothing that could be replaced. */
  readonly isEmpty: boolean
  readonly onClose: () => void
}

/** Every template: to begin with, to add, to take the place of what is there, to delete. */
export function TemplatesDialog({ jobId, isEmpty, onClose }: TemplatesDialogProps) {
  const templates = useKitTemplates()
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const write = useWrite()
  const { start } = useStartKit(jobId)
  const [doomed, setDoomed] = useState<KitTemplate | null>(null)

  const use = async ({ id, name }: KitTemplate, mode?: 'add' | 'replace') => {
    onClose()
    const reading = queryOf(endpoints.readKit, { params: { employerId, jobId } })
    // As it is now, to be brought back: replacing is the one thing here that loses something.
    const before = mode === 'replace' ? await queries.fetchQuery({ ...reading, staleTime: 0 }) : undefined
    await start({ name: `“${name}”`, templateId: id, ...(mode ? { mode } : {}) }, before)
  }
  const remove = async ({ id, name }: KitTemplate): Promise<void> => {
    try {
      const params = { employerId, templateId: id }
      await write(endpoints.deleteKitTemplate, { params }, `Delete the template ${name}`)
      showDone(`The template “${name}” is deleted. Kits made from it stay.`)
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
        It is gone for everybody and cannot be brought back. Kits made from it stay as they are.
      </ConfirmDialog>
    )
  }
  return (
    <Modal opened onClose={onClose} title="Templates of kits" size="lg">
      {templates.status === 'loading' && <ListSkeleton rows={3} />}
      {templates.status === 'failed' && (
        <ErrorState title="The templates did not load" message={messageOf(templates.error)} retry={templates.retry} />
      )}
      {'data' in templates && templates.data.items.length === 0 && (
        <Text c="dimmed">No templates yet. Open a kit that works well and choose “Save as a template”.</Text>
      )}
      {'data' in templates && (
        <ul className={css.templates}>
          {templates.data.items.map((template) => (
            <li key={template.id} className={css.template}>
              <div className={css.templateWords}>
                <span className={css.templateName}>{template.name}</span>
                <span className={css.note}>{template.criteria.map(({ name }) => name).join(' · ')}</span>
              </div>
              {isEmpty ? (
                <Button variant="default" onClick={() => void use(template)}>
                  Use it
                </Button>
              ) : (
                <>
                  <Button variant="default" onClick={() => void use(template, 'add')}>
                    Add
                  </Button>
                  <Button variant="default" onClick={() => void use(template, 'replace')}>
                    Replace
                  </Button>
                </>
              )}
              <ActionIcon size="lg" aria-label={`Delete ${template.name}`} onClick={() => setDoomed(template)}>
                <IconTrash size={18} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  )
}
