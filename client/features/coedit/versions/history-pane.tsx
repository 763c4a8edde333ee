import { Button, TextInput } from '@mantine/core'
import { IconBookmark, IconClock, IconHistory, IconRotate2, IconWorld } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { lazy, Suspense, useState } from 'react'
import type { Version } from '#protocol/coedit'
import { messageOf } from '../../../rest/call-error.ts'
import { useColleagues } from '../../../rest/use-colleagues.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { ListSkeleton } from '../../../ui/skeletons.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import css from './history-pane.module.css'
import { useVersionActions, useVersions } from './use-versions.ts'
import { titleOf, writersOf } from './version-words.ts'

const CompareDialog = lazy(() => import('./compare-dialog.tsx'))

const icons = { automatic: IconClock, named: IconBookmark, published: IconWorld, restored: IconRotate2 } as const

/** The versions of a text: keep one under a name, look at one beside the text, bring it back. */
export function HistoryPane(props: {
  documentId: string
  canWrite: boolean
  editor: Editor
  /** The document holds more than the editor's text. */
  holdsMore: boolean
}) {
  const { documentId, canWrite, editor, holdsMore } = props
  const versions = useVersions(documentId)
  const { name, restore } = useVersionActions(documentId)
  const nameOf = useColleagues()
  const [opened, setOpened] = useState<Version | null>(null)
  if (versions.status === 'loading') return <ListSkeleton rows={4} />
  if (versions.status === 'failed') {
    return (
      <ErrorState
        compact
        title="The versions did not load"
        message={messageOf(versions.error)}
        retry={versions.retry}
      />
    )
  }
  return (
    <>
      {canWrite && <NameForm onName={name} />}
      {versions.data.length === 0 && (
        <EmptyState compact icon={<IconHistory size={24} />} title="No version yet">
          One is kept when the text is published, and when the writing rests.
        </EmptyState>
      )}
      <ol className={css.versions}>
        {versions.data.map((version) => {
          const Icon = icons[version.kind]
          const writers = writersOf(version, nameOf)
          return (
            <li key={version.id}>
              <button type="button" className={css.version} onClick={() => setOpened(version)}>
                <Icon size={18} stroke={1.75} aria-hidden="true" className={css.icon} />
                <span className={css.words}>
                  <span className={css.title}>{titleOf(version)}</span>
                  <span className={css.facts}>
                    <TimeAgo at={version.at} />
                    {writers === null ? '' : ` · ${writers}`}
                  </span>
                </span>
              </button>
            </li>
          )
        })}
      </ol>
      {opened && (
        <Suspense>
          <CompareDialog
            documentId={documentId}
            version={opened}
            versions={versions.data}
            editor={editor}
            holdsMore={holdsMore}
            onRestore={canWrite ? (version) => restore(version, `Restored “${titleOf(version)}”.`) : null}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
    </>
  )
}

function NameForm({ onName }: { onName: (name: string) => Promise<boolean> }) {
  const [name, setName] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const keep = async () => {
    if (name.trim() === '' || isBusy) return
    setIsBusy(true)
    if (await onName(name.trim())) setName('')
    setIsBusy(false)
  }
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <TextInput
        label="Keep the text as it is now"
        placeholder="Before legal looked at it"
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={name.trim() === ''} loading={isBusy}>
        Keep
      </Button>
    </form>
  )
}
