import { Skeleton } from '@mantine/core'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import classes from './messages-page.module.css'

export const ListPaneSkeleton = () => (
  <div className={classes.listSkeleton}>
    <ListSkeleton rows={5} withPicture />
  </div>
)

const widths = ['46%', '62%', '38%', '70%', '52%']

/** A conversation on its way: messages at the bottom, where they will be. */
export function MessagesSkeleton() {
  return (
    <div className={classes.messagesSkeleton} role="status" aria-label="Loading">
      {widths.map((width) => (
        <div key={width} className={classes.messageSkeleton}>
          <Skeleton height={32} circle />
          <div>
            <Skeleton height={12} width={120} mb={8} />
            <Skeleton height={14} width={width} />
          </div>
        </div>
      ))}
    </div>
  )
}
