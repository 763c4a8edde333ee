import { Link } from 'wouter'
import type { PostingSummary } from '#protocol/postings'
import { useMembership } from '../../rest/membership.tsx'
import { beside } from '../../ui/beside.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import css from './posting-list.module.css'
import { PostingMenu } from './posting-menu.tsx'
import { RestoreButton } from './restore-button.tsx'
import { StateBadge } from './state-badge.tsx'

interface PostingListProps {
  readonly postings: readonly PostingSummary[]
  readonly bin: boolean
  readonly onChanged: () => void
}

/** A table where there is room; the same rows as cards where there is not, by the style sheet alone. */
export function PostingList({ postings, bin, onChanged }: PostingListProps) {
  return (
    <table className={css.table}>
      <thead className={css.head}>
        <tr>
          <th scope="col">Posting</th>
          <th scope="col">State</th>
          <th scope="col" className={css.number}>
            In play
          </th>
          <th scope="col" className={css.number}>
            Applications
          </th>
          <th scope="col">{bin ? 'Deleted' : 'Changed'}</th>
          <th scope="col">
            <span className="cv-visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {postings.map((posting) => (
          <Row key={posting.id} posting={posting} bin={bin} onChanged={onChanged} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ posting, bin, onChanged }: { posting: PostingSummary; bin: boolean; onChanged: () => void }) {
  const { may } = useMembership()
  const { id, title, location, employmentType, state, counts, updatedAt, deletedAt, hasUnpublishedChanges } = posting
  const about = beside(location, employmentType)
  return (
    <tr className={css.row}>
      <td className={css.posting}>
        {bin ? (
          <span className={css.title}>{title}</span>
        ) : (
          <Link href={`/postings/${encodeURIComponent(id)}`} className={css.title}>
            {title}
          </Link>
        )}
        {about !== '' && <span className={css.about}>{about}</span>}
      </td>
      <td className={css.state}>
        <StateBadge state={state} />
        {hasUnpublishedChanges && state === 'published' && <span>Edited, not published</span>}
      </td>
      <td className={css.number}>
        {counts.active}
        <span className={css.unit}> in play</span>
      </td>
      <td className={css.number}>
        {counts.applications}
        <span className={css.unit}> in all</span>
      </td>
      <td className={css.when}>
        <TimeAgo at={deletedAt ?? updatedAt} />
      </td>
      <td className={css.actions}>
        {bin ? (
          may('posting.write', id) && <RestoreButton jobId={id} title={title} onRestored={onChanged} />
        ) : (
          <PostingMenu posting={posting} />
        )}
      </td>
    </tr>
  )
}
