import { Button, Popover, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useState } from 'react'
import type { BoardView } from '#protocol/board-views'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { showDone, showFailure } from '../../../ui/toasts.ts'
import type { Filters } from '../filters.ts'
import { isShown, useViews } from './use-views.ts'
import { ViewRow } from './view-row.tsx'
import css from './views-menu.module.css'

interface ViewsMenuProps {
  readonly jobId: string
  readonly filters: Filters
  readonly onChange: (filters: Filters) => void
}

/** Filters under a name: chosen, kept, shared and thrown away here. */
export function ViewsMenu({ jobId, filters, onChange }: ViewsMenuProps) {
  const { user, may } = useMembership()
  const { views, save, rename, remove } = useViews(jobId)
  const [isOpen, setIsOpen] = useState(false)
  const [renaming, setRenaming] = useState<BoardView['id'] | null>(null)
  const shown = views.find((view) => isShown(view, filters))
  const isMine = (view: BoardView) => view.ownerId === user.id || may('organisation.manage')
  const attempt = async (what: Promise<void>, words: string) => {
    try {
      await what
      showDone(words)
    } catch (error) {
      showFailure({ title: 'The view was not changed', message: messageOf(error) })
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
                  isMine={isMine(view)}
                  isRenaming={renaming === view.id}
                  onChoose={() => {
                    onChange({ ...view.filters, text: '' })
                    setIsOpen(false)
                  }}
                  onRenaming={(on) => setRenaming(on ? view.id : null)}
                  onRename={(name) => void attempt(rename(view, name), `The view is called “${name}” now.`)}
                  onRemove={() => void attempt(remove(view), `The view “${view.name}” is deleted.`)}
                />
              ))}
            </ul>
          )}
          {shown === undefined && (
            <SaveView
              mayShare={may('view.share', jobId)}
              hasText={filters.text !== ''}
              hasTags={filters.tags.length > 0}
              onSave={(name, shared) => void attempt(save(name, shared, filters), `The view “${name}” is kept.`)}
            />
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

interface SaveViewProps {
  readonly mayShare: boolean
  readonly hasText: boolean
  readonly hasTags: boolean
  readonly onSave: (name: string, shared: boolean) => void
}

function SaveView({ mayShare, hasText, hasTags, onSave }: SaveViewProps) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [asks, setAsks] = useState(false)
  return (
    <form
      className={css.save}
      onSubmit={(event) => {
        event.preventDefault()
        setAsks(true)
        if (name.trim() === '') return
        onSave(name.trim(), shared)
        setName('')
        setAsks(false)
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Keep these filters as"
          placeholder="For example: Waiting for us"
          description={hasText ? 'Without the search text: it may be a name.' : undefined}
          maxLength={60}
          value={name}
          error={asks && name.trim() === '' ? 'Give the view a name.' : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {mayShare && (
          <Switch
            label="Share with everybody who sees this board"
            description={shared && hasTags ? 'Without the tags: a tag may say who somebody is.' : undefined}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        )}
        <Button type="submit" variant="light">
          Save the view
        </Button>
      </Stack>
    </form>
  )
}
