import classes from './completion-list.module.css'
import type { Completion } from './use-completion.ts'

/** What can be meant, above the field. */
export function CompletionList({ completion }: { completion: Completion }) {
  const { isOpen, note, label, listId, options } = completion
  if (note !== null) {
    return (
      <div className={classes.list} role="status">
        <p className={classes.note}>{note}</p>
      </div>
    )
  }
  if (!isOpen) return null
  return (
    <div id={listId} className={classes.list} role="listbox" aria-label={label}>
      {options.map(({ key, id, isActive, content, choose }) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active one.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys.
        <div
          key={key}
          id={id}
          role="option"
          aria-selected={isActive}
          className={classes.option}
          // Before the field loses the focus, which would close the list.
          onPointerDown={(event) => event.preventDefault()}
          onClick={choose}
        >
          {content}
        </div>
      ))}
    </div>
  )
}
