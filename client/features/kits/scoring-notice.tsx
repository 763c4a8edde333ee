import { Alert, Button, Modal, NativeSelect } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, type Kit } from '#protocol/kits'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { exactTime } from '../../ui/relative-time.ts'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { CriteriaList } from './criteria-list.tsx'
import css from './kit.module.css'

interface ScoringNoticeProps {
  readonly jobId: string
  readonly scoring: NonNullable<Kit['scoring']>
}

/** Says that scorecards go by this kit, and whether it was changed under them. */
export function ScoringNotice({ jobId, scoring: { changed } }: ScoringNoticeProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Alert
      className="cv-no-print"
      mb="md"
      variant="light"
      color={changed ? 'violet' : 'indigo'}
      icon={<IconInfoCircle size={20} aria-hidden />}
      title={changed ? 'Changed after scoring began' : 'Scoring has begun'}
    >
      {changed
        ? 'Scorecards that were begun before keep the kit as it was; later ones go by what stands here. Scores of both are not quite the same.'
        : 'Scorecards keep the kit as it was when they were begun. What you change now counts for later ones, and is flagged.'}
      {changed && (
        <Button variant="subtle" size="compact-md" mt="xs" onClick={() => setIsOpen(true)}>
          See what was scored by
        </Button>
      )}
      {isOpen && <VersionsDialog jobId={jobId} onClose={() => setIsOpen(false)} />}
    </Alert>
  )
}

function VersionsDialog({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const { employerId } = useMembership()
  const versions = useQuery(
    queryOf(endpoints.listKitVersions, { params: { employerId, jobId }, query: { limit: 200 } }),
  )
  const [chosen, setChosen] = useState(0)
  const items = versions.data?.items ?? []
  return (
    <Modal opened onClose={onClose} title="The kit as it was scored by" size="xl">
      {versions.isPending && <ListSkeleton rows={3} />}
      {versions.error !== null && (
        <ErrorState
          title="The versions did not load"
          message={messageOf(versions.error)}
          retry={() => void versions.refetch()}
        />
      )}
      {items.length > 1 && (
        <NativeSelect
          mb="md"
          label="When"
          value={String(chosen)}
          data={items.map(({ at }, place) => ({ value: String(place), label: exactTime(at) }))}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
        />
      )}
      {items[chosen] !== undefined && <CriteriaList criteria={items[chosen].criteria} />}
      {items[chosen]?.criteria.length === 0 && <p className={css.note}>There were no criteria then.</p>}
    </Modal>
  )
}
