import { Skeleton } from '@mantine/core'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import classes from './home.module.css'

/** What needs me, how it stands and what just happened, on their way. */
export const HomeSkeleton = () => (
  <>
    <div className={classes.main}>
      <div>
        <Skeleton height={18} width={88} mb={8} />
        <NeedsSkeleton />
      </div>
      <div>
        <Skeleton height={18} width={88} mb={8} />
        <Skeleton height={200} radius={8} />
      </div>
    </div>
    <div>
      <Skeleton height={18} width={64} mb={8} />
      <ListSkeleton rows={7} withPicture />
    </div>
  </>
)

export function NeedsSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      {[0, 1, 2].map((row) => (
        <div className={classes.need} key={row}>
          <Skeleton width={36} height={36} radius={10} />
          <div>
            <Skeleton height={14} width="40%" mb={8} />
            <Skeleton height={12} width="60%" />
          </div>
          <Skeleton width={84} height={36} />
        </div>
      ))}
    </div>
  )
}
