import { Select } from '@mantine/core'
import { useLocation } from 'wouter'
import { isolated } from '../../ui/beside.ts'
import css from './pipeline-page.module.css'
import { useBoards } from './use-boards.ts'

/** From one board to another without a detour. */
export function PostingSwitch({ jobId }: { jobId: string }) {
  const [, navigate] = useLocation()
  const boards = useBoards()
  if (!('data' in boards) || boards.data.length < 2) return null
  return (
    <Select
      className={css.switch ?? ''}
      aria-label="Switch to another posting"
      placeholder="Switch posting"
      data={boards.data
        .filter(({ id }) => id !== jobId)
        .map(({ id, title, counts }) => ({ value: id, label: `${isolated(title)} (${counts.active})` }))}
      value={null}
      searchable
      nothingFoundMessage="No such posting"
      maxDropdownHeight={360}
      comboboxProps={{ width: 320, position: 'bottom-end' }}
      onChange={(id) => id !== null && navigate(`/pipeline/${encodeURIComponent(id)}`)}
    />
  )
}
