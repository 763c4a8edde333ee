import { Skeleton } from '@mantine/core'
import classes from './skeletons.module.css'

/** Different widths, so that it looks like words and not like a fence. */
const widths = ['62%', '48%', '70%', '55%', '66%', '44%']

/** A list on its way, with the height its rows will have. */
export function ListSkeleton({ rows = 6, withPicture = false }: { rows?: number; withPicture?: boolean }) {
  return (
    <div className={classes.rows} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a skeleton never move.
        <div className={classes.row} key={index}>
          {withPicture ? <Skeleton height={32} circle /> : null}
          <div className={classes.grow}>
            <Skeleton height={14} width={widths[index % widths.length] ?? '50%'} mb={8} />
            <Skeleton height={12} width="30%" />
          </div>
          <Skeleton height={22} width={72} />
        </div>
      ))}
    </div>
  )
}

/** A whole page on its way. */
export function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton height={28} width={220} mb={12} />
      <Skeleton height={14} width={320} maw="80%" mb={32} />
      <ListSkeleton />
    </div>
  )
}
