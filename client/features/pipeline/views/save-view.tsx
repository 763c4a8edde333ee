import { Button, Stack, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import css from './views-menu.module.css'

/** A view that is not kept yet; what was typed stays until it is. */
export interface NewView {
  readonly name: string
  readonly shared: boolean
  readonly isSaving: boolean
  /** Why it was not kept. */
  readonly problem: string | null
}

export const noView: NewView = { name: '', shared: false, isSaving: false, problem: null }

interface SaveViewProps {
  readonly view: NewView
  readonly mayShare: boolean
  readonly hasText: boolean
  readonly hasTags: boolean
  readonly onChange: (view: NewView) => void
  readonly onSave: () => void
}

/** Keeps the filters as they are under a name. */
export function SaveView({ view, mayShare, hasText, hasTags, onChange, onSave }: SaveViewProps) {
  const [asks, setAsks] = useState(false)
  const isEmpty = view.name.trim() === ''
  return (
    <form
      className={css.save}
      onSubmit={(event) => {
        event.preventDefault()
        setAsks(true)
        if (!isEmpty && !view.isSaving) onSave()
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Keep these filters as"
          placeholder="For example: Waiting for us"
          description={hasText ? 'Without the search text: it may be a name.' : undefined}
          maxLength={60}
          value={view.name}
          error={view.problem ?? (asks && isEmpty ? 'Give the view a name.' : undefined)}
          errorProps={{ role: 'alert' }}
          onChange={(event) => onChange({ ...view, name: event.currentTarget.value, problem: null })}
        />
        {mayShare && (
          <Switch
            label="Share with everybody who sees this board"
            description={view.shared && hasTags ? 'Without the tags: a tag may say who somebody is.' : undefined}
            checked={view.shared}
            onChange={(event) => onChange({ ...view, shared: event.currentTarget.checked })}
          />
        )}
        <Button type="submit" variant="light" loading={view.isSaving}>
          Save the view
        </Button>
      </Stack>
    </form>
  )
}
