import { Button } from '@mantine/core'
import { IconFold } from '@tabler/icons-react'
import type { Node } from '@tiptap/pm/model'
import { useMemo, useState } from 'react'
import { compare, fold, type Part, type Row, summaryOf } from './compare.ts'
import css from './comparison.module.css'
import { RichBlock } from './rich-block.tsx'

interface ComparisonProps {
  readonly before: Node
  readonly after: Node
  readonly beforeTitle: string
  readonly afterTitle: string
}

/** Two texts side by side; one below the other where there is no room. */
export function Comparison({ before, after, beforeTitle, afterTitle }: ComparisonProps) {
  const rows = useMemo(() => compare(before, after), [before, after])
  const parts = useMemo(() => fold(rows), [rows])
  return (
    <div className={css.comparison}>
      <p className={css.summary} role="status">
        {summaryOf(rows)}
      </p>
      <div className={css.titles} aria-hidden="true">
        <span>{beforeTitle}</span>
        <span>{afterTitle}</span>
      </div>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in this comparison.
        <PartOf key={index} part={part} />
      ))}
    </div>
  )
}

function PartOf({ part }: { part: Part }) {
  const [isOpen, setIsOpen] = useState(false)
  if (part.kind === 'fold' && !isOpen) {
    return (
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        className={css.fold ?? ''}
        leftSection={<IconFold size={16} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        {part.rows.length} unchanged parts
      </Button>
    )
  }
  return part.rows.map((row, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in this comparison.
    <RowOf key={index} row={row} />
  ))
}

function RowOf({ row }: { row: Row }) {
  switch (row.kind) {
    case 'same':
      return (
        <div className={css.row}>
          <div className={css.cell}>
            <RichBlock block={row.block} />
          </div>
          {/* The same once more is only for the eye. */}
          <div className={`${css.cell} ${css.twin}`} aria-hidden="true">
            <RichBlock block={row.block} />
          </div>
        </div>
      )
    case 'changed':
      return (
        <div className={css.row}>
          <div className={`${css.cell} ${css.old}`}>
            <span className="cv-visually-hidden">Before: </span>
            <RichBlock block={row.before} stretches={row.removed} as="del" />
          </div>
          <div className={`${css.cell} ${css.new}`}>
            <span className="cv-visually-hidden">After: </span>
            <RichBlock block={row.after} stretches={row.added} as="ins" />
          </div>
        </div>
      )
    case 'removed':
      return (
        <div className={css.row}>
          <div className={`${css.cell} ${css.old}`}>
            <span className="cv-visually-hidden">Removed: </span>
            <RichBlock block={row.before} stretches={[whole]} as="del" />
          </div>
          <div className={`${css.cell} ${css.nothing}`} />
        </div>
      )
    case 'added':
      return (
        <div className={css.row}>
          <div className={`${css.cell} ${css.nothing}`} />
          <div className={`${css.cell} ${css.new}`}>
            <span className="cv-visually-hidden">Added: </span>
            <RichBlock block={row.after} stretches={[whole]} as="ins" />
          </div>
        </div>
      )
  }
}

const whole = { from: 0, to: Number.POSITIVE_INFINITY }
