import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import classes from './states.module.css'

/** Something did not work: what, and the way on. */
export function ErrorState(props: { title: string; message: string; retry?: () => void; compact?: boolean }) {
  const { title, message, retry, compact } = props
  return (
    <div className={`${classes.state} ${compact ? classes.compact : ''}`} role="alert">
      <div className={`${classes.icon} ${classes.trouble}`} aria-hidden="true">
        <IconCloudOff size={24} />
      </div>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.words}>{message}</p>
      {retry ? (
        <Button className={classes.action ?? ''} variant="default" onClick={retry}>
          Try again
        </Button>
      ) : null}
    </div>
  )
}
