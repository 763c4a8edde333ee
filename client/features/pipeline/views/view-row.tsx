import { ActionIcon, TextInput } from '@mantine/core'
import { IconCheck, IconPencil, IconTrash, IconUsers } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { BoardView } from '#protocol/board-views'
import { messageOf } from '../../../rest/call-error.ts'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import css from './views-menu.module.css'

interface ViewRowProps {
  readonly view: BoardView
  readonly isShown: boolean
  readonly isWithoutItsStages: boolean
  readonly isMine: boolean
  readonly isRenaming: boolean
  readonly onChoose: () => void
  readonly onRenaming: (on: boolean) => void
  /** Rejects when the name was not taken: then what was typed stays. */
  readonly onRename: (name: string) => Promise<void>
  readonly onRemove: () => void
}

/** One view: to be chosen, and by whom it belongs to, to be renamed where it stands, or deleted. */
export function ViewRow(props: ViewRowProps) {
  const { view, isShown, isWithoutItsStages, isMine, isRenaming, onChoose, onRenaming, onRename, onRemove } = props
  const pencil = useFocusBack<HTMLButtonElement>(isRenaming)
  if (isRenaming) {
    return (
      <li>
        <NameForm
          name={view.name}
          onName={async (name) => (name === view.name ? onRenaming(false) : onRename(name))}
          onCancel={() => onRenaming(false)}
        />
      </li>
    )
  }
  return (
    <li className={css.view}>
      <button type="button" className={css.choose} aria-current={isShown || undefined} onClick={onChoose}>
        <span className={css.name} title={view.name}>
          {view.name}
          {isWithoutItsStages && <span className={css.gone}>Its stages are gone: it shows all.</span>}
        </span>
        {view.shared && <IconUsers size={16} aria-label="shared" />}
        {isShown && <IconCheck size={16} aria-hidden />}
      </button>
      {isMine && (
        <>
          <ActionIcon ref={pencil} aria-label={`Rename the view ${view.name}`} onClick={() => onRenaming(true)}>
            <IconPencil size={18} />
          </ActionIcon>
          <ActionIcon aria-label={`Delete the view ${view.name}`} onClick={onRemove}>
            <IconTrash size={18} />
          </ActionIcon>
        </>
      )}
    </li>
  )
}

function NameForm(props: { name: string; onName: (name: string) => Promise<void>; onCancel: () => void }) {
  const { onName, onCancel } = props
  const [name, setName] = useState(props.name)
  const [isSaving, setIsSaving] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const isEmpty = name.trim() === ''
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (isEmpty || isSaving) return
    setIsSaving(true)
    setProblem(null)
    try {
      await onName(name.trim())
    } catch (error) {
      setIsSaving(false)
      setProblem(`Not renamed. ${messageOf(error)}`)
    }
  }
  return (
    <form className={css.view} onSubmit={(event) => void onSubmit(event)}>
      <TextInput
        ref={field}
        className={css.newName ?? ''}
        aria-label={`New name of the view ${props.name}`}
        maxLength={60}
        value={name}
        error={problem ?? (isEmpty ? 'Give the view a name.' : undefined)}
        errorProps={{ role: 'alert' }}
        onChange={(event) => {
          setName(event.currentTarget.value)
          setProblem(null)
        }}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      />
      <ActionIcon type="submit" aria-label="Save the name" loading={isSaving}>
        <IconCheck size={18} />
      </ActionIcon>
    </form>
  )
}
