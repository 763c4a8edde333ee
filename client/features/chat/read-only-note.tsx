import { IconLock } from '@tabler/icons-react'
import classes from './conversation-pane.module.css'

/** In place of the composer once nothing can be written any more. */
export const ReadOnlyNote = () => (
  <p className={classes.readOnly}>
    <IconLock size={18} stroke={1.75} aria-hidden="true" />
    The engagement has ended. What was said stays here to read; nothing can be added.
  </p>
)
