import { SegmentedControl } from '@mantine/core'
import { IconMessage2 } from '@tabler/icons-react'
import { useState } from 'react'
import type { DocumentAccess } from '#protocol/coedit'
import type { Live } from '../../../live/live.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { useColleagues } from '../../../rest/use-colleagues.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { ListSkeleton } from '../../../ui/skeletons.tsx'
import type { Range } from './anchor.ts'
import { CommentCard } from './comment-card.tsx'
import { Compose, type Draft } from './compose.tsx'
import { inReadingOrder, isOpen, type Remark } from './remark.ts'
import css from './remarks.module.css'
import { SuggestionCard } from './suggestion-card.tsx'
import { useRemarkActions } from './use-remark-actions.ts'

export interface RemarksPaneProps {
  readonly documentId: string
  readonly access: DocumentAccess
  readonly remarks: Live<readonly Remark[]>
  readonly places: ReadonlyMap<string, Range>
  readonly active: string | null
  readonly draft: Draft | null
  readonly onPick: (id: string) => void
  readonly onDraftDone: () => void
}

/** Comments and suggestions, in the order of the text. */
export function RemarksPane(props: RemarksPaneProps) {
  const { documentId, access, remarks, places, active, draft, onPick, onDraftDone } = props
  const { user } = useMembership()
  const nameOf = useColleagues()
  const actions = useRemarkActions(documentId)
  const [view, setView] = useState<'open' | 'settled'>('open')
  const canAnswer = access !== 'read'
  const compose = draft && canAnswer && (
    <Compose key={draft.target.anchor.from + draft.kind} draft={draft} actions={actions} onDone={onDraftDone} />
  )
  if (remarks.status === 'loading') return compose || <ListSkeleton rows={3} />
  if (remarks.status === 'failed') {
    return (
      <ErrorState compact title="The comments did not load" message={messageOf(remarks.error)} retry={remarks.retry} />
    )
  }
  const open = remarks.data.filter(isOpen)
  const settled = remarks.data.filter((remark) => !isOpen(remark))
  const shown = view === 'open' ? inReadingOrder(open, places) : settled.toSorted((a, b) => b.at.localeCompare(a.at))
  return (
    <div className={css.list}>
      {compose}
      {settled.length > 0 && (
        <SegmentedControl
          size="sm"
          aria-label="Which remarks"
          data={[
            { value: 'open', label: `Open (${open.length})` },
            { value: 'settled', label: `Settled (${settled.length})` },
          ]}
          value={view}
          onChange={(value) => setView(value === 'settled' ? 'settled' : 'open')}
        />
      )}
      {shown.length === 0 && !compose && (
        <EmptyState
          compact
          icon={<IconMessage2 size={24} />}
          title={view === 'open' ? 'Nothing is open' : 'Nothing is settled'}
        >
          {canAnswer
            ? 'Select some words, then comment on them or suggest others.'
            : 'Comments of your colleagues appear here.'}
        </EmptyState>
      )}
      {shown.map((remark) => {
        const common = {
          nameOf,
          actions,
          myId: user.id,
          canWrite: access === 'write',
          isActive: remark.id === active,
          isAdrift: isOpen(remark) && !places.has(remark.id),
          onPick: () => onPick(remark.id),
        }
        return remark.kind === 'comment' ? (
          <CommentCard key={remark.id} comment={remark} canAnswer={canAnswer} {...common} />
        ) : (
          <SuggestionCard key={remark.id} suggestion={remark} {...common} />
        )
      })}
    </div>
  )
}
