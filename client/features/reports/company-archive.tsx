import { Alert, Button, FileButton, Progress } from '@mantine/core'
import { IconDownload, IconPackage, IconPackageImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Archive, endpoints } from '#protocol/archives'
import { useWrite } from '../../live/use-write.ts'
import { call, urlOf } from '../../rest/call.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { counted } from '../../ui/counted.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { sizeInWords } from '../../ui/size-in-words.ts'
import { showFailure } from '../../ui/toasts.ts'
import css from './reports.module.css'
import { useLastArchive } from './use-last-archive.ts'
import { dayWords } from './words.ts'

/** Everything the company owns, as one file to keep or to move with; for owners. */
export function CompanyArchive() {
  const { employerId } = useMembership()
  const write = useWrite()
  const [archiveId, setArchiveId] = useLastArchive(employerId)
  const [busy, setBusy] = useState<Archive['kind'] | null>(null)
  const begin = (kind: Archive['kind'], ask: () => Promise<Archive>) => {
    setBusy(kind)
    ask()
      .then(({ id }) => setArchiveId(id))
      .catch((error: unknown) => showFailure({ title: notBegun[kind], message: messageOf(error) }))
      .finally(() => setBusy(null))
  }
  const make = () =>
    begin('export', () => write(endpoints.createArchive, { params: { employerId } }, 'Export the company’s data'))
  const takeIn = (file: File | null) => {
    // Files are sent at once: they are too large to wait in a browser.
    if (file) begin('import', () => call(endpoints.takeInArchive, { params: { employerId }, file }))
  }
  return (
    <>
      <p className={css.about}>
        One ZIP with every posting, candidate, decision, message and file, as plain lines of text that any program
        reads. It names people: keep it as you keep personnel files.
      </p>
      <div className={css.take}>
        <Button
          leftSection={<IconPackage size={18} aria-hidden />}
          loading={busy === 'export'}
          disabled={busy === 'import'}
          onClick={make}
        >
          Export all data
        </Button>
        <FileButton onChange={takeIn} accept=".zip,application/zip">
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={busy === 'import'}
              disabled={busy === 'export'}
              leftSection={<IconPackageImport size={18} aria-hidden />}
            >
              Import an archive…
            </Button>
          )}
        </FileButton>
      </div>
      <p className={css.note}>
        An archive can be imported into a company that has no postings and no candidates yet, such as on another
        installation.
      </p>
      {archiveId && <Doing archiveId={archiveId} onGone={() => setArchiveId(null)} />}
    </>
  )
}

const notBegun: Readonly<Record<Archive['kind'], string>> = {
  export: 'The export did not begin',
  import: 'The import did not begin',
}

const isUnderWay = (shown: Archive | undefined): boolean =>
  shown === undefined || shown.state === 'waiting' || shown.state === 'running'

function Doing({ archiveId, onGone }: { archiveId: Archive['id']; onGone: () => void }) {
  const { employerId } = useMembership()
  const params = { employerId, archiveId }
  const { data, error, refetch } = useQuery({
    ...queryOf(endpoints.readArchive, { params }),
    refetchInterval: ({ state }) => (!state.error && isUnderWay(state.data) ? 1000 : false),
  })
  if (error) {
    // What this browser remembers may be over for good; that is no trouble of the reader's.
    if (error instanceof CallError && error.code === 'not-found') return null
    return (
      <ErrorState compact title="How far it is did not load" message={messageOf(error)} retry={() => void refetch()} />
    )
  }
  if (!data) return null
  const records = counted(data.records, 'record')
  const share = Math.round(100 * data.progress)
  return (
    <div role="status" className={css.doing}>
      {isUnderWay(data) && (
        <Progress className={css.progress ?? ''} value={share} size="lg" aria-label={`${share}% done`} />
      )}
      {isUnderWay(data) && (
        <span className={css.dim}>
          {data.kind === 'export' ? 'Exporting' : 'Importing'}: {records} so far. You can leave this page and come back.
        </span>
      )}
      {data.state === 'failed' && <Alert color="red">{data.problem}</Alert>}
      {data.state === 'ready' && data.kind === 'import' && <span>Imported: {records}.</span>}
      {data.state === 'ready' && data.kind === 'export' && (
        <>
          <Button
            component="a"
            download
            href={urlOf(endpoints.downloadArchive.path, { params })}
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            Download the archive
          </Button>
          <span className={css.dim}>
            {[records, data.size === null ? null : sizeInWords(data.size), `kept until ${dayWords(data.keptUntil)}`]
              .filter((part) => part !== null)
              .join(' · ')}
          </span>
        </>
      )}
      {data.state === 'expired' && (
        <>
          <span className={css.dim}>
            The archive of {dayWords(data.createdAt)} is kept no longer. Export again for a new one.
          </span>
          <Button variant="subtle" size="compact-md" onClick={onGone}>
            Hide this
          </Button>
        </>
      )}
    </div>
  )
}
