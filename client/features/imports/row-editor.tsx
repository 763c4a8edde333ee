import { Badge, Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import type { EditImportRow, Import, ImportRow } from '#protocol/imports'
import css from './imports.module.css'
import { problemWords } from './words.ts'

const outcomeWords = {
  imported: 'Imported',
  refused: 'Not imported',
  undone: 'Undone',
  kept: 'Stayed',
} as const

interface Props {
  readonly row: ImportRow
  readonly shown: Import
  readonly onEdit: (body: EditImportRow) => Promise<void>
}

/** A row of the file, with what is wrong below the cell it is about, and each cell to be written into. */
export function RowEditor({ row, shown, onEdit }: Props) {
  const { columns, state, kind } = shown
  const isOpen = state === 'ready'
  const aboutRow = row.problems.filter(({ column }) => column === null)
  const isWrong = !row.skipped && (row.problems.length > 0 || (row.duplicate && !row.anyway))
  return (
    <tr className={`${css.row} ${isWrong ? css.wrong : ''} ${row.skipped ? css.skipped : ''}`}>
      <th scope="row" className={css.number}>
        {row.row}
        {isOpen && !isWrong && !row.skipped && <IconCheck size={16} aria-label="Ready" className={css.check} />}
      </th>
      {columns.map(({ head, field }, column) => (
        <td key={head + String(column)} className={field === null ? css.unused : undefined}>
          <CellEditor
            label={`${head}, row ${row.row}`}
            text={row.cells[column] ?? ''}
            problems={row.problems.filter((problem) => problem.column === column).map(problemWords)}
            isOpen={isOpen && field !== null && !row.skipped}
            onChange={(text) => onEdit({ cells: { [column]: text } })}
          />
        </td>
      ))}
      <td className={css.rowActions}>
        {aboutRow.map((problem) => (
          <p key={problem.expected} className={css.problem}>
            {problemWords(problem)}
          </p>
        ))}
        {row.duplicate && !row.skipped && row.outcome === null && (
          <p className={css.problem}>
            {kind === 'postings'
              ? 'A posting or another row has the same title, location and description.'
              : 'This person applied to this posting already, or stands in another row.'}
          </p>
        )}
        {row.outcome && (
          <Badge color={row.outcome === 'imported' ? 'indigo' : 'gray'}>{outcomeWords[row.outcome]}</Badge>
        )}
        {isOpen && row.duplicate && !row.skipped && kind === 'postings' && (
          <Button size="compact-sm" variant="default" onClick={() => void onEdit({ anyway: !row.anyway })}>
            {row.anyway ? 'Do not import it' : 'Import anyway'}
          </Button>
        )}
        {row.erased && <p>Deleted, as the person asked.</p>}
        {isOpen && !row.erased && (isWrong || row.skipped) && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() => void onEdit({ skipped: !row.skipped })}
          >
            {row.skipped ? 'Put it back' : 'Leave out'}
          </Button>
        )}
      </td>
    </tr>
  )
}

interface CellProps {
  readonly label: string
  readonly text: string
  readonly problems: readonly string[]
  readonly isOpen: boolean
  readonly onChange: (text: string) => Promise<void>
}

/** Written with Enter or by leaving it; Escape takes back. */
function CellEditor({ label, text, problems, isOpen, onChange }: CellProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const id = `${label.replace(/\W+/g, '-')}-problem`
  const said = problems.length > 0 && (
    <span id={id} className={css.problem}>
      {problems.join(' ')}
    </span>
  )
  if (!isOpen) {
    return (
      <>
        <span className={css.cell}>{text}</span>
        {said}
      </>
    )
  }
  const done = () => {
    if (draft === null || draft === text) return setDraft(null)
    void onChange(draft).finally(() => setDraft(null))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') setDraft(null)
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    done()
  }
  return (
    <>
      <textarea
        className={css.input}
        aria-label={label}
        aria-invalid={problems.length > 0}
        aria-describedby={problems.length > 0 ? id : undefined}
        rows={1}
        value={draft ?? text}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={done}
        onKeyDown={onKeyDown}
      />
      {said}
    </>
  )
}
