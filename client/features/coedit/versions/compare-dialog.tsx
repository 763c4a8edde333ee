import { Button, Group, Modal, NativeSelect, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Node, DOMParser as SchemaParser } from '@tiptap/pm/model'
import { type Editor, useEditorState } from '@tiptap/react'
import { useMemo, useState } from 'react'
import { endpoints, type Version } from '#protocol/coedit'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryOf } from '../../../rest/queries.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { exactTime } from '../../../ui/relative-time.ts'
import { useMatches } from '../../../ui/use-matches.ts'
import { Comparison } from './comparison.tsx'
import { titleOf } from './version-words.ts'

interface CompareDialogProps {
  readonly documentId: string
  readonly version: Version
  readonly versions: readonly Version[]
  readonly editor: Editor
  /** The document holds more than the editor's text: how it is now is asked of the server. */
  readonly holdsMore: boolean
  /** Null: only looking. */
  readonly onRestore: ((version: Version) => Promise<boolean>) | null
  readonly onClose: () => void
}

const now = 'now'

/** A version beside the text as it is now, or beside another version. */
export default function CompareDialog(props: CompareDialogProps) {
  const { documentId, version, versions, editor, holdsMore, onRestore, onClose } = props
  const [other, setOther] = useState(now)
  const [isBusy, setIsBusy] = useState(false)
  const isWide = useMatches('(min-width: 48em)')
  const older = useText(documentId, version.id, editor, holdsMore)
  const newer = useText(documentId, other === now ? null : other, editor, holdsMore)
  const nameOf = (one: Version) => `${titleOf(one)}, ${exactTime(one.at)}`
  const choices = [
    { value: now, label: 'The text now' },
    ...versions.filter(({ id }) => id !== version.id).map((one) => ({ value: one.id, label: nameOf(one) })),
  ]
  const restore = async () => {
    setIsBusy(true)
    const isDone = await onRestore?.(version)
    setIsBusy(false)
    if (isDone) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={titleOf(version)} size={1100} fullScreen={!isWide}>
      <Group justify="space-between" align="end" mb="md">
        <NativeSelect
          label={`${exactTime(version.at)}, beside`}
          data={choices}
          value={other}
          maw={420}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
        {onRestore && (
          <Button loading={isBusy} onClick={() => void restore()}>
            Restore this version
          </Button>
        )}
      </Group>
      {older.error || newer.error ? (
        <ErrorState
          compact
          title="The version did not load"
          message={messageOf(older.error ?? newer.error)}
          retry={() => {
            older.retry()
            newer.retry()
          }}
        />
      ) : older.text === null || newer.text === null ? (
        <Skeleton height={240} role="status" aria-label="Loading the version" />
      ) : (
        <Comparison
          before={older.text}
          after={newer.text}
          beforeTitle={titleOf(version)}
          afterTitle={choices.find(({ value }) => value === other)?.label ?? ''}
        />
      )}
    </Modal>
  )
}

/** The text of a version; of none: as it is in the editor, also while others type. */
function useText(documentId: string, versionId: string | null, editor: Editor, holdsMore: boolean) {
  const { employerId } = useMembership()
  const isInEditor = versionId === null && !holdsMore
  const live = useEditorState({ editor, selector: ({ editor: open }) => (isInEditor ? open.state.doc : null) })
  const version = useQuery({
    ...queryOf(endpoints.readVersion, { params: { employerId, documentId, versionId: versionId ?? now } }),
    enabled: versionId !== null,
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  })
  const whole = useQuery({
    ...queryOf(endpoints.readDocument, { params: { employerId, documentId } }),
    enabled: versionId === null && holdsMore,
    // Every word that was typed by now.
    staleTime: 0,
    gcTime: 0,
  })
  const { data, error, refetch } = versionId === null ? whole : version
  const html = data?.html
  const stored = useMemo<Node | null>(() => {
    if (html === undefined) return null
    const { body } = new DOMParser().parseFromString(html, 'text/html')
    return SchemaParser.fromSchema(editor.schema).parse(body)
  }, [html, editor])
  return { text: isInEditor ? live : stored, error, retry: () => void refetch() }
}
