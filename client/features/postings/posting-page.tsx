import { Tabs } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useLocation, useParams } from 'wouter'
import { endpoints, type Posting } from '#protocol/postings'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageSkeleton } from '../../ui/skeletons.tsx'
import { TabRow, useOpenTab } from '../../ui/tab-row.tsx'
import { CandidatesTab } from './candidates-tab.tsx'
import { DescriptionTab } from './description-tab.tsx'
import { useFiguresSlot } from './figures-slot.ts'
import { HistoryTab } from './history-tab.tsx'
import { KitTab } from './kit-tab.tsx'
import { PostingHead } from './posting-head.tsx'
import { RestoreButton } from './restore-button.tsx'
import { TeamTab } from './team-tab.tsx'

/** One posting: what it says, who is on it, who applied, what happened. */
export default function PostingPage() {
  const { jobId = '', tab } = useParams<{ jobId: string; tab?: string }>()
  const { employerId } = useMembership()
  const posting = useLiveQuery(queryOf(endpoints.readPosting, { params: { employerId, jobId } }), [
    'posting.edited',
    'posting.text-changed',
    'posting.transitioned',
    'posting.changes-published',
    'posting.team-changed',
    'posting.stages-changed',
    'posting.deleted',
    'posting.restored',
    // For the count on the tab.
    'application.received',
    'application.rejected',
    'application.withdrawn',
    'application.hired',
    'application.held',
    'application.resumed',
  ])
  if (posting.status === 'loading') return <PageSkeleton />
  if (posting.status === 'failed') {
    const code = posting.error instanceof CallError ? posting.error.code : null
    if (code === 'posting-in-bin') return <Binned jobId={jobId} onRestored={posting.retry} />
    return code === 'not-found' ? (
      <>
        <title>No such posting · ClearView</title>
        <ErrorState title="No such posting" message="It is not there any more, or not yours to see." />
      </>
    ) : (
      <ErrorState title="The posting did not load" message={messageOf(posting.error)} retry={posting.retry} />
    )
  }
  return <Page key={posting.data.id} posting={posting.data} tab={tab} />
}

/** Only who may restore it is told that it lies there. */
function Binned({ jobId, onRestored }: { jobId: string; onRestored: () => void }) {
  return (
    <>
      <title>Posting in the bin · ClearView</title>
      <EmptyState
        icon={<IconTrash size={24} />}
        title="This posting is in the bin"
        action={<RestoreButton jobId={jobId} title={null} onRestored={onRestored} />}
      >
        Somebody deleted it. Restored, it is as it was, with everybody who applied; after 30 days it is gone.
      </EmptyState>
    </>
  )
}

function Page({ posting, tab }: { posting: Posting; tab: string | undefined }) {
  const { may } = useMembership()
  const [, navigate] = useLocation()
  const Figures = useFiguresSlot()
  const path = `/postings/${encodeURIComponent(posting.id)}`
  const tabs = [
    { value: 'description', label: 'Description', isMine: true },
    { value: 'kit', label: 'Kit', isMine: true },
    { value: 'team', label: 'Team', isMine: may('team.read') },
    { value: 'candidates', label: `Candidates (${posting.counts.active})`, isMine: may('pipeline.read', posting.id) },
    { value: 'figures', label: 'Figures', isMine: Figures !== null && may('figures.read', posting.id) },
    { value: 'history', label: 'History', isMine: true },
  ].filter(({ isMine }) => isMine)
  const open = useOpenTab(tabs, tab, path)
  return (
    <>
      <PostingHead posting={posting} />
      <Tabs
        value={open}
        keepMounted={false}
        onChange={(next) => navigate(next === 'description' ? path : `${path}/${next}`, { replace: true })}
      >
        <TabRow label="Parts of the posting" tabs={tabs} open={open} />
        <Tabs.Panel value="description">
          <DescriptionTab posting={posting} />
        </Tabs.Panel>
        <Tabs.Panel value="kit">
          <KitTab posting={posting} />
        </Tabs.Panel>
        <Tabs.Panel value="team">
          <TeamTab posting={posting} />
        </Tabs.Panel>
        <Tabs.Panel value="candidates">
          <CandidatesTab posting={posting} />
        </Tabs.Panel>
        <Tabs.Panel value="figures">
          {Figures ? <Figures jobId={posting.id} path={`${path}/figures`} /> : null}
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab jobId={posting.id} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
