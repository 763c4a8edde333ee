import { Button } from '@mantine/core'
import { IconLayoutKanban } from '@tabler/icons-react'
import { Link } from 'wouter'
import { reachOf } from '#protocol/permissions'
import type { PostingSummary } from '#protocol/postings'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { beside } from '../../ui/beside.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import css from './choose-posting.module.css'
import { useBoards } from './use-boards.ts'

/** Every pipeline at a glance: how many stand where, and the way to each board. */
export function ChoosePosting() {
  const { may, role } = useMembership()
  const boards = useBoards()
  return (
    <>
      <PageHeader title="Pipeline" purpose="Where every candidate stands, posting by posting." />
      {boards.status === 'loading' && <ListSkeleton />}
      {boards.status === 'failed' && (
        <ErrorState title="The pipelines did not load" message={messageOf(boards.error)} retry={boards.retry} />
      )}
      {'data' in boards && boards.data.length === 0 && (
        <EmptyState
          icon={<IconLayoutKanban size={24} />}
          title="No pipelines yet"
          action={
            may('posting.write') && (
              <Button component={Link} href="/postings/new">
                Create a posting
              </Button>
            )
          }
        >
          {reachOf(role, 'pipeline.read') === 'all'
            ? 'Each published posting has a pipeline. Candidates appear in it as they apply.'
            : 'You see the pipelines of the jobs whose hiring team you are on. A recruiter can put you on one.'}
        </EmptyState>
      )}
      {'data' in boards && boards.data.length > 0 && (
        <ul className={css.postings}>
          {boards.data.map((posting) => (
            <PostingRow key={posting.id} posting={posting} />
          ))}
        </ul>
      )}
    </>
  )
}

function PostingRow({ posting }: { posting: PostingSummary }) {
  const { id, title, location, counts } = posting
  // Counts are of those in play: whoever is hired is not any more.
  const stages = posting.stages.filter(({ kind }) => kind !== 'hired')
  const most = Math.max(1, ...stages.map((stage) => counts.byStage[stage.id] ?? 0))
  return (
    <li className={css.posting}>
      <div className={css.words}>
        <Link href={`/pipeline/${encodeURIComponent(id)}`} className={css.title}>
          {title}
        </Link>
        <p className={css.about}>{beside(location, `${counts.active} in play`, `${counts.applications} in all`)}</p>
      </div>
      <ul className={css.stages} aria-label={`Stages of ${title}`}>
        {stages.map((stage) => {
          const count = counts.byStage[stage.id] ?? 0
          return (
            <li key={stage.id} className={css.stage}>
              <span className={css.bar} aria-hidden>
                <span className={css.fill} style={{ height: `${(count / most) * 100}%` }} />
              </span>
              <span className={css.count}>{count}</span>
              <span className={css.name} title={stage.name}>
                {stage.name}
              </span>
            </li>
          )
        })}
      </ul>
    </li>
  )
}
