import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { Link } from 'wouter'
import { endpoints, type PostingSummary } from '#protocol/postings'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { beside } from '../../ui/beside.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { showDone, showFailure } from '../../ui/toasts.ts'
import css from './posting-list.module.css'
import { PostingMenu } from './posting-menu.tsx'
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
          may('posting.write', id) && <Restore posting={posting} onRestored={onChanged} />
        ) : (
          <PostingMenu posting={posting} />
        )}
      </td>
    </tr>
  )
}

function Restore({ posting, onRestored }: { posting: PostingSummary; onRestored: () => void }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const restore = async () => {
    const params = { employerId, jobId: posting.id }
    try {
      await write(endpoints.restorePosting, { params }, `Restore ${posting.title}`)
      showDone(`“${posting.title}” is back among the postings.`)
      onRestored()
    } catch (error) {
      showFailure({ title: 'Not restored', message: messageOf(error), retry: () => void restore() })
    }
  }
  return (
    <Button
      variant="default"
      size="compact-md"
      leftSection={<IconArrowBackUp size={18} aria-hidden />}
      onClick={() => void restore()}
    >
      Restore
    </Button>
  )
}
