import { Button, Skeleton, Tabs } from '@mantine/core'
import { IconDeviceTv } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import { useMembership } from '../../rest/membership.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { TabRow, useOpenTab } from '../../ui/tab-row.tsx'
import Dashboard from './dashboard.tsx'
import classes from './figures.module.css'

const FairnessPanel = lazy(() => import('./fairness-panel.tsx'))
const TimeMachine = lazy(() => import('./time-machine.tsx'))
const Wall = lazy(() => import('./wall.tsx'))

export default function FiguresPage() {
  const { view } = useParams<{ view?: string }>()
  return view === 'wall' ? (
    <Suspense>
      <Wall />
    </Suspense>
  ) : (
    <Views view={view} />
  )
}

function Views({ view }: { view: string | undefined }) {
  const { companyName, may } = useMembership()
  const [, navigate] = useLocation()
  const tabs = [
    { value: 'overview', label: 'Overview' },
    { value: 'fairness', label: 'Fairness' },
    ...(may('pipeline.read') ? [{ value: 'time', label: 'Time machine' }] : []),
  ]
  const tab = useOpenTab(tabs, view, '/figures')
  return (
    <div className={classes.page}>
      <PageHeader
        title="Figures"
        purpose={`How hiring goes at ${companyName}, counted with every move. Each number opens what it counts.`}
        actions={
          <Button
            component={Link}
            href="/figures/wall"
            variant="default"
            leftSection={<IconDeviceTv size={18} stroke={1.75} />}
          >
            Wall
          </Button>
        }
      />
      <Tabs
        value={tab}
        onChange={(next) => navigate(next === 'overview' || next === null ? '/figures' : `/figures/${next}`)}
        keepMounted={false}
      >
        <TabRow label="Views of the figures" open={tab} tabs={tabs} />
        <Tabs.Panel value="overview">
          <Dashboard />
        </Tabs.Panel>
        <Tabs.Panel value="fairness">
          <Suspense fallback={<Skeleton height={420} radius={12} />}>
            <FairnessPanel />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="time">
          <Suspense fallback={<Skeleton height={420} radius={12} />}>
            <TimeMachine />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}
