import { Skeleton } from '@mantine/core'
import css from './board.module.css'

const columns = [5, 4, 3, 3, 2, 1]

/** A board on its way, in the shape it will have. */
export function BoardSkeleton() {
  return (
    <div className={css.board} role="status" aria-label="Loading the board">
      {columns.map((cards, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns of a skeleton never move.
        <div key={column} className={css.column}>
          <div className={css.head}>
            <Skeleton height={16} width="45%" />
          </div>
          {Array.from({ length: cards }, (_, card) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nor do its cards.
            <div key={card} className={css.ghost}>
              <Skeleton height={16} width="70%" mb={12} />
              <Skeleton height={12} width="40%" />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
