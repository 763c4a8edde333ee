import { Button, Menu, NativeSelect, TextInput } from '@mantine/core'
import { IconCalendarRepeat, IconDownload, IconFileText, IconReportAnalytics } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { endpoints, Period, ReportType } from '#protocol/reports'
import { urlOf } from '../../rest/call.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { postingsQuery } from '../../rest/postings-query.ts'
import { queryOf } from '../../rest/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { ReportView } from './report-view.tsx'
import css from './reports.module.css'
import { type ShownCriteria, useCriteria } from './use-criteria.ts'
import { choiceWords, nothingWords, periodWords, typeWords } from './words.ts'

const SaveDialog = lazy(() => import('./save-dialog.tsx'))

/** Chooses a report and shows it. */
export function MakeReport() {
  const { employerId } = useMembership()
  const { shown, set, query } = useCriteria()
  const [isSaving, setIsSaving] = useState(false)
  const report = useQuery({
    ...queryOf(endpoints.readReport, { params: { employerId }, query }),
    // Another choice shows the old rows until the new ones are here; figures move on, so a shown one is read again.
    placeholderData: (before) => before,
    staleTime: 15_000,
    retry: (count, error) => !(error instanceof CallError) && count < 2,
  })
  const { data } = useQuery({
    ...postingsQuery(employerId),
    staleTime: 60_000,
  })
  const titles = new Map<string, string>((data?.items ?? []).map(({ id, title }) => [id, title]))
  const isEmpty = report.error instanceof CallError && report.error.code === 'no-report-data'
  const fileUrl = (format: 'csv' | 'pdf') =>
    urlOf(endpoints.readReport.path, { params: { employerId }, query: { ...query, format } })
  return (
    <>
      <div className={css.criteria}>
        <Criteria shown={shown} titles={titles} onChange={set} />
        <div className={css.take}>
          <Button
            variant="default"
            leftSection={<IconCalendarRepeat size={18} aria-hidden />}
            onClick={() => setIsSaving(true)}
          >
            Save or schedule
          </Button>
          <Menu position="bottom-end" disabled={isEmpty}>
            <Menu.Target>
              <Button leftSection={<IconDownload size={18} aria-hidden />} disabled={isEmpty}>
                Download
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                component="a"
                href={fileUrl('pdf')}
                download
                leftSection={<IconFileText size={18} aria-hidden />}
              >
                PDF, to read or print
              </Menu.Item>
              <Menu.Item
                component="a"
                href={fileUrl('csv')}
                download
                leftSection={<IconReportAnalytics size={18} aria-hidden />}
              >
                CSV, for a spreadsheet
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </div>
      {report.isPending && <ListSkeleton rows={8} />}
      {isEmpty && (
        <EmptyState icon={<IconReportAnalytics size={24} />} title="Nothing to report">
          {nothingWords(shown)}
        </EmptyState>
      )}
      {report.error && !isEmpty && (
        <ErrorState
          title="The report could not be made"
          message={messageOf(report.error)}
          retry={() => void report.refetch()}
        />
      )}
      {report.data && !report.error && (
        <ReportView
          report={report.data}
          choice={choiceWords(shown, (id) => titles.get(id) ?? null)}
          isOld={report.isPlaceholderData}
        />
      )}
      {isSaving && (
        <Suspense>
          <SaveDialog
            criteria={{ type: shown.type, period: shown.period ?? 'all', jobId: shown.jobId }}
            onClose={() => setIsSaving(false)}
          />
        </Suspense>
      )}
    </>
  )
}

interface CriteriaProps {
  readonly shown: ShownCriteria
  readonly titles: ReadonlyMap<string, string>
  readonly onChange: (change: Partial<ShownCriteria>) => void
}

function Criteria({ shown, titles, onChange }: CriteriaProps) {
  return (
    <div className={css.choices}>
      <NativeSelect
        label="Report"
        value={shown.type}
        data={ReportType.options.map((type) => ({ value: type, label: typeWords[type].label }))}
        onChange={(event) => onChange({ type: ReportType.parse(event.currentTarget.value) })}
      />
      <NativeSelect
        label="Period"
        value={shown.period ?? 'days'}
        data={[
          ...Period.options.map((period) => ({ value: period, label: periodWords[period] })),
          { value: 'days', label: 'Between two days' },
        ]}
        onChange={(event) => onChange({ period: Period.safeParse(event.currentTarget.value).data ?? null })}
      />
      {shown.period === null && (
        <>
          <TextInput
            label="From"
            type="date"
            value={shown.from}
            max={shown.to || undefined}
            onChange={(event) => onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            label="To"
            type="date"
            value={shown.to}
            min={shown.from || undefined}
            onChange={(event) => onChange({ to: event.currentTarget.value })}
          />
        </>
      )}
      {shown.type !== 'consultants' && (
        <NativeSelect
          label="Posting"
          value={shown.jobId ?? ''}
          data={[{ value: '', label: 'All postings' }, ...[...titles].map(([value, label]) => ({ value, label }))]}
          onChange={(event) => onChange({ jobId: event.currentTarget.value || null })}
        />
      )}
    </div>
  )
}
