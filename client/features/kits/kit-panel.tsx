import { Button } from '@mantine/core'
import { IconPlus, IconSparkles } from '@tabler/icons-react'
import { memo, useMemo } from 'react'
import { suggestedCriteria } from '#protocol/kit-suggestions'
import { endpoints } from '#protocol/kits'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { CriteriaEditor } from './criteria-editor.tsx'
import css from './kit.module.css'
import { addCriterion } from './kit-document.ts'
import { LiveCriteria } from './live-criteria.tsx'
import { KitProvider, type OpenKit, PeopleProvider, type PersonInKit, useCriteria, useKit } from './open-kit.tsx'
import { ScoringNotice } from './scoring-notice.tsx'
import { TemplatesMenu } from './templates-menu.tsx'
import { useStartKit } from './use-start-kit.ts'

interface KitPanelProps extends OpenKit {
  readonly jobId: string
  readonly canWrite: boolean
  readonly people: readonly PersonInKit[]
}

/** The structured part of a posting's interview kit: what is judged, by which scale, and what is asked. */
function KitPanel({ jobId, canWrite, people, doc, awareness }: KitPanelProps) {
  const { employerId } = useMembership()
  const record = useLiveQuery(queryOf(endpoints.readKit, { params: { employerId, jobId } }), ['posting.kit-changed'])
  const kit = useMemo<OpenKit>(() => ({ doc, awareness }), [doc, awareness])
  return (
    <KitProvider value={kit}>
      <PeopleProvider value={people}>
        <section className={css.panel} aria-labelledby="kit-criteria">
          <header className={css.head}>
            <h2 id="kit-criteria" className={css.heading}>
              Criteria
            </h2>
            {canWrite && <TemplatesMenu jobId={jobId} />}
          </header>
          {'data' in record && record.data.scoring !== null && (
            <ScoringNotice jobId={jobId} scoring={record.data.scoring} />
          )}
          {canWrite ? <Writing jobId={jobId} /> : <LiveCriteria />}
        </section>
        <h2 className={css.heading}>Guide</h2>
      </PeopleProvider>
    </KitProvider>
  )
}

/** The editor around it is drawn anew with every move of a caret. */
export default memo(KitPanel)

function Writing({ jobId }: { jobId: string }) {
  const { doc } = useKit()
  const criteria = useCriteria(doc)
  const { start, isBusy } = useStartKit(jobId)
  if (criteria.length > 0) return <CriteriaEditor />
  return (
    <EmptyState
      compact
      title="What will every candidate be judged by?"
      action={
        <div className={css.choices}>
          <Button
            leftSection={<IconSparkles size={18} aria-hidden />}
            loading={isBusy}
            onClick={() => void start({ name: 'the suggested criteria' })}
          >
            Begin with suggested criteria
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => void addCriterion(doc)}
          >
            Add the first one yourself
          </Button>
        </div>
      }
    >
      Three to six criteria, each with words for a 1, a 3 and a 5, make scores mean the same to everybody. Suggested:{' '}
      {suggestedCriteria.map(({ name }) => name.toLowerCase()).join(', ')}. You can change every word.
    </EmptyState>
  )
}
