import { Tabs } from '@mantine/core'
import { useLocation, useParams } from 'wouter'
import { useMembership } from '../../rest/membership.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { TabRow, useOpenTab } from '../../ui/tab-row.tsx'
import { CompanyArchive } from './company-archive.tsx'
import { MakeReport } from './make-report.tsx'
import css from './reports.module.css'
import { SavedReports } from './saved-reports.tsx'

/** Reports to read, to take along, and to have sent. */
export default function ReportsPage() {
  const { tab: asked } = useParams<{ tab?: string }>()
  const [, navigate] = useLocation()
  const isOwner = useMembership().may('ownership.manage')
  const tabs = [
    { value: 'read', label: 'Read' },
    { value: 'saved', label: 'Saved and scheduled' },
    ...(isOwner ? [{ value: 'archive', label: 'Export and import' }] : []),
  ]
  const tab = useOpenTab(tabs, asked, '/reports')
  return (
    <div className={css.page}>
      <PageHeader
        title="Reports"
        purpose="Figures over any period: to read here, to take along as CSV or PDF, or to find in your mail every week."
      />
      <Tabs
        value={tab}
        onChange={(next) => navigate(next === 'read' || next === null ? '/reports' : `/reports/${next}`)}
        keepMounted={false}
      >
        <TabRow label="Parts of the reports" open={tab} tabs={tabs} />
        <Tabs.Panel value="read">
          <MakeReport />
        </Tabs.Panel>
        <Tabs.Panel value="saved">
          <SavedReports />
        </Tabs.Panel>
        {isOwner && (
          <Tabs.Panel value="archive">
            <CompanyArchive />
          </Tabs.Panel>
        )}
      </Tabs>
    </div>
  )
}
