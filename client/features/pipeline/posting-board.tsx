import { ActionIcon, Button } from '@mantine/core'
import { IconColumns3, IconFileText, IconHistory, IconKeyboard, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { endpoints, type Posting } from '#protocol/postings'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { beside } from '../../ui/beside.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Tip } from '../../ui/tip.tsx'
import { BoardSkeleton } from './board-skeleton.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { LiveBoard } from './live-board.tsx'
import css from './pipeline-page.module.css'
import { PostingSwitch } from './posting-switch.tsx'
import { useAddress } from './use-address.ts'

/** The pipeline of one posting: its head, filters, board, and the candidate beside it. */
export function PostingBoard({ jobId }: { jobId: string }) {
  const { employerId, role, may } = useMembership()
  const address = useAddress(jobId)
  const [showsKeys, setShowsKeys] = useState(false)
  const [editsStages, setEditsStages] = useState(false)
  const posting = useLiveQuery(queryOf(endpoints.readPosting, { params: { employerId, jobId } }), [
    'posting.edited',
    'posting.stages-changed',
    'posting.transitioned',
    'posting.changes-published',
    'posting.deleted',
    'posting.restored',
    'application.received',
  ])

  if (posting.status === 'failed') {
    const code = posting.error instanceof CallError ? posting.error.code : null
    if (code === 'posting-in-bin') return <BinnedBoard jobId={jobId} />
    return code === 'not-found' ? (
      <>
        <title>No such posting · ClearView</title>
        <ErrorState title="No such posting" message="It was deleted, or you may not see its candidates." />
      </>
    ) : (
      <ErrorState title="The board did not load" message={messageOf(posting.error)} retry={posting.retry} />
    )
  }
  const data = posting.status === 'loading' ? null : posting.data
  return (
    <div className={css.page} data-candidate={address.candidateId !== null || undefined}>
      <div className={css.head}>
        <PageHeader
          title={data?.title ?? 'Pipeline'}
          purpose={data === null ? null : purposeOf(data)}
          actions={
            <>
              <PostingSwitch jobId={jobId} />
              <Button
                component={Link}
                href={`/postings/${jobId}`}
                variant="default"
                leftSection={<IconFileText size={18} aria-hidden />}
              >
                Posting
              </Button>
              {data !== null && may('posting.write', jobId) && (
                <Tip label="Stages of this posting">
                  <ActionIcon size="lg" aria-label="Edit the stages" onClick={() => setEditsStages(true)}>
                    <IconColumns3 size={20} />
                  </ActionIcon>
                </Tip>
              )}
              {may('figures.read', jobId) && (
                <Tip label="This board at any past moment">
                  <ActionIcon
                    component={Link}
                    href={`/figures/time?job=${encodeURIComponent(jobId)}`}
                    size="lg"
                    aria-label="Time machine"
                  >
                    <IconHistory size={20} />
                  </ActionIcon>
                </Tip>
              )}
              <Tip label="Keys on the board (?)">
                <ActionIcon
                  className={css.keys ?? ''}
                  size="lg"
                  aria-label="Keys on the board"
                  onClick={() => setShowsKeys(true)}
                >
                  <IconKeyboard size={20} />
                </ActionIcon>
              </Tip>
            </>
          }
        />
      </div>
      {data === null ? (
        <BoardSkeleton />
      ) : (
        <LiveBoard
          // A board keeps what it has read: of other rights it begins anew.
          key={`${role} ${may('pipeline.read', jobId)}`}
          jobId={jobId}
          posting={data}
          address={address}
          onKeys={() => setShowsKeys(true)}
          editsStages={editsStages}
          onStagesEdited={() => setEditsStages(false)}
        />
      )}
      {showsKeys && (
        <KeysDialog
          canMove={may('application.move', jobId)}
          isOpen={address.candidateId !== null}
          onClose={() => setShowsKeys(false)}
        />
      )}
    </div>
  )
}

/** Whoever may take it out of the bin is told where; for everybody else there is no such posting. */
function BinnedBoard({ jobId }: { jobId: string }) {
  return (
    <>
      <title>Posting in the bin · ClearView</title>
      <EmptyState
        icon={<IconTrash size={24} />}
        title="This posting is in the bin"
        action={
          <Button component={Link} href={`/postings/${encodeURIComponent(jobId)}`} variant="default">
            Go to the posting
          </Button>
        }
      >
        Nobody who applied for it can be moved until it is restored.
      </EmptyState>
    </>
  )
}

function purposeOf({ counts, location, state }: Posting): string {
  const people = counts.applications === 1 ? '1 application' : `${counts.applications} applications`
  const closed = state === 'closed' || state === 'archived' ? 'closed' : null
  return beside(closed, location, people)
}
