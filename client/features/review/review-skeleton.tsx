import { Skeleton } from '@mantine/core'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import css from './review.module.css'

/** A review on its way: who it is, what they wrote, and the panel with the ratings beside it. */
export const ReviewSkeleton = () => (
  <div role="status" aria-label="Loading the review">
    <Skeleton height={28} width={220} mb={24} />
    <div className={css.page}>
      <div>
        <Skeleton height={36} width={280} maw="100%" mb={16} />
        {['92%', '100%', '86%', '97%', '60%'].map((width) => (
          <Skeleton key={width} height={14} width={width} mb={10} />
        ))}
      </div>
      <div>
        <Skeleton height={92} radius={8} mb={20} />
        <ListSkeleton rows={4} />
      </div>
    </div>
  </div>
)
