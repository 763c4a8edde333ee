import { Button, Progress } from '@mantine/core'
import { IconArrowBackUp, IconDownload } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { endpoints, type Import } from '#protocol/imports'
import { useFeedEntries } from '../../live/use-feed-entries.ts'
import { useWrite } from '../../live/use-write.ts'
import { urlOf } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { counted } from '../../ui/counted.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { PageSkeleton } from '../../ui/skeletons.tsx'
import { showFailure } from '../../ui/toasts.ts'
import { Columns } from './columns.tsx'
import css from './imports.module.css'
import { Rows } from './rows.tsx'
import { useProgress } from './use-progress.ts'
import { countedOf, leftWords, standWords } from './words.ts'

/** Everything about one import: what its columns are, what is wrong, taking over, undoing. */
export function ImportWork({ importId }: { importId: string }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const request = { params: { employerId, importId } }
  const { data, error, refetch } = useQuery({
    ...queryOf(endpoints.readImport, request),
    // Whoever works at it, here or in another process, writes down how far it is.
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 1000 : false),
    refetchOnMount: 'always',
  })
  useFeedEntries(['import.finished'], (event) => {
    if (event.data.importId === importId) void refetch()
  })
  if (error && !data) {
    return <ErrorState title="The import did not load" message={messageOf(error)} retry={() => void refetch()} />
  }
  if (!data) return <PageSkeleton />
  const keep = (next: Import) => queries.setQueryData(queryKeyOf(endpoints.readImport, request), next)
  return <Work shown={data} onChanged={keep} />
}

const isUnderWay = (shown: Import | undefined): boolean => shown?.state === 'committing' || shown?.state === 'undoing'

function Work({ shown, onChanged }: { shown: Import; onChanged: (next: Import) => void }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const { id, kind, state, counts, fileName } = shown
  const params = { employerId, importId: id }
  const attempt = async (what: string, act: () => Promise<Import>) => {
    try {
      onChanged(await act())
    } catch (error) {
      showFailure({ title: what, message: messageOf(error) })
    }
  }
  const commit = () =>
    attempt('It was not imported', () => write(endpoints.commitImport, { params }, `Import ${fileName}`))
  const undo = () =>
    attempt('It was not undone', () => write(endpoints.undoImport, { params }, `Undo the import of ${fileName}`))
  const left = counts.bad + counts.skipped + counts.refused
  return (
    <div className={css.page}>
      <PageHeader
        title={fileName}
        purpose={standWords(shown)}
        actions={
          <>
            {left > 0 && (
              <Button
                variant="default"
                component="a"
                href={urlOf(endpoints.downloadRejected.path, { params })}
                download
                leftSection={<IconDownload size={18} aria-hidden />}
              >
                {leftWords(left, shown)}
              </Button>
            )}
            {state === 'finished' && counts.imported > 0 && (
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={18} aria-hidden />}
                onClick={() => void undo()}
              >
                Undo the import
              </Button>
            )}
            {(state === 'finished' || state === 'undone') && (
              <Button component={Link} href={kind === 'postings' ? '/postings' : '/pipeline'}>
                {kind === 'postings' ? 'See the postings' : 'See the pipeline'}
              </Button>
            )}
            {state === 'ready' && (
              <Button disabled={shown.blocked !== null} onClick={() => void commit()}>
                Import {countedOf(counts.good, kind)}
              </Button>
            )}
          </>
        }
      />
      {isUnderWay(shown) && <Doing key={state} shown={shown} />}
      {state === 'ready' && shown.blocked && (
        <p className={css.blocked} role="status">
          {shown.blocked}
        </p>
      )}
      {state === 'ready' && <Columns shown={shown} onChanged={onChanged} />}
      <Rows shown={shown} onChanged={onChanged} />
    </div>
  )
}

function Doing({ shown }: { shown: Import }) {
  const { counts } = shown
  const done = Math.max(counts.done, useProgress(shown.id))
  const share = counts.rows === 0 ? 0 : Math.min(100, Math.round((100 * done) / counts.rows))
  return (
    <div className={css.doing}>
      <Progress value={share} aria-label={`${share}% done`} size="lg" />
      <span className={css.dim}>
        {done.toLocaleString('en-GB')} of {counted(counts.rows, 'row')}
      </span>
    </div>
  )
}
