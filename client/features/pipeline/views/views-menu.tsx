import { Button, Popover, Stack, Text } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useState } from 'react'
import type { BoardView } from '#protocol/board-views'
import type { Stage } from '#protocol/postings'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { showDone, showFailure, showUndo } from '../../../ui/toasts.ts'
import type { Filters } from '../filters.ts'
import { type NewView, noView, SaveView } from './save-view.tsx'
import { isShown, isWithoutItsStages, useViews } from './use-views.ts'
import { ViewRow } from './view-row.tsx'
import css from './views-menu.module.css'

interface ViewsMenuProps {
  readonly jobId: string
  readonly filters: Filters
  readonly stages: readonly Stage[]
  readonly onChange: (filters: Filters) => void
}

/** Filters under a name: chosen, kept, shared and thrown away here. */
export function ViewsMenu({ jobId, filters, stages, onChange }: ViewsMenuProps) {
  const { user, may } = useMembership()
  const { views, save, rename, remove, bringBack } = useViews(jobId)
  const [isOpen, setIsOpen] = useState(false)
  const [renaming, setRenaming] = useState<BoardView['id'] | null>(null)
  const [draft, setDraft] = useState<NewView>(noView)
  const shown = views.find((view) => isShown(view, filters, stages))
  const isMine = (view: BoardView) => view.ownerId === user.id || may('organisation.manage')
  const keep = async () => {
    const name = draft.name.trim()
    setDraft({ ...draft, name, isSaving: true, problem: null })
    try {
      await save(name, draft.shared, filters)
      setDraft(noView)
      showDone(`The view “${name}” is kept.`)
    } catch (error) {
      setDraft((now) => ({ ...now, isSaving: false, problem: `Not kept. ${messageOf(error)}` }))
    }
  }
  const renamed = async (view: BoardView, name: string) => {
    await rename(view, name)
    setRenaming((now) => (now === view.id ? null : now))
    showDone(`The view is called “${name}” now.`)
  }
  const broughtBack = async (view: BoardView) => {
    try {
      await bringBack(view)
      showDone(`The view “${view.name}” is back${view.ownerId === user.id ? '' : ', and yours'}.`)
    } catch (error) {
      showFailure({ title: `The view “${view.name}” is not back`, message: messageOf(error) })
    }
  }
  const removed = async (view: BoardView) => {
    try {
      await remove(view)
      const message = `The view “${view.name}” is deleted${view.shared ? ' for everybody' : ''}.`
      showUndo({ message, onUndo: () => void broughtBack(view) })
    } catch (error) {
      showFailure({ title: `The view “${view.name}” was not deleted`, message: messageOf(error) })
    }
  }
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      // Escape gives up the new name first.
      closeOnEscape={renaming === null}
      onClose={() => setRenaming(null)}
      position="bottom-end"
      width={340}
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <Button
          variant={shown === undefined ? 'default' : 'light'}
          leftSection={<IconBookmark size={18} aria-hidden />}
          onClick={() => {
            setIsOpen(!isOpen)
            setRenaming(null)
          }}
        >
          <span className={css.label}>{shown?.name ?? 'Views'}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Views of the board">
        <Stack gap="md">
          {views.length === 0 ? (
            <Text c="dimmed">No views yet. Set the filters as you need them often, and keep them under a name.</Text>
          ) : (
            <ul className={css.views}>
              {views.map((view) => (
                <ViewRow
                  key={view.id}
                  view={view}
                  isShown={view === shown}
                  isWithoutItsStages={isWithoutItsStages(view, stages)}
                  isMine={isMine(view)}
                  isRenaming={renaming === view.id}
                  onChoose={() => {
                    onChange({ ...view.filters, text: '' })
                    setIsOpen(false)
                  }}
                  onRenaming={(on) => setRenaming(on ? view.id : null)}
                  onRename={(name) => renamed(view, name)}
                  onRemove={() => void removed(view)}
                />
              ))}
            </ul>
          )}
          {shown === undefined && (
            <SaveView
              view={draft}
              onChange={setDraft}
              mayShare={may('view.share', jobId)}
              hasText={filters.text !== ''}
              hasTags={filters.tags.length > 0}
              onSave={() => void keep()}
            />
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
