import { Button, FileButton, Progress } from '@mantine/core'
import { IconDownload, IconPackage, IconPackageImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Archive, endpoints } from '#protocol/archives'
import { useWrite } from '../../live/use-write.ts'
import { call, urlOf } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { showFailure } from '../../ui/toasts.ts'
import css from './reports.module.css'

/** Everything the company owns, as one file to keep or to move with; for owners. */
export function Everything() {
  const { employerId } = useMembership()
  const write = useWrite()
  const [archiveId, setArchiveId] = useState<Archive['id'] | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const begin = (ask: () => Promise<Archive>) => {
    setIsBusy(true)
    ask()
      .then(({ id }) => setArchiveId(id))
      .catch((error: unknown) => showFailure({ title: 'It did not begin', message: messageOf(error) }))
      .finally(() => setIsBusy(false))
  }
  const make = () => begin(() => write(endpoints.createArchive, { params: { employerId } }, 'Make an archive'))
  const takeIn = (file: File | null) => {
    // Files are sent at once: they are too large to wait in a browser.
    if (file) begin(() => call(endpoints.takeInArchive, { params: { employerId }, file }))
  }
  return (
    <>
      <p className={css.about}>
        One ZIP with every posting, candidate, decision, message and file, as plain lines of text that any program
        reads. It names people: keep it as you keep personnel files.
      </p>
      <div className={css.take}>
        <Button leftSection={<IconPackage size={18} aria-hidden />} loading={isBusy} onClick={make}>
          Make an archive
        </Button>
        <FileButton onChange={takeIn} accept=".zip,application/zip">
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconPackageImport size={18} aria-hidden />}>
              Take one in…
            </Button>
          )}
        </FileButton>
      </div>
      <p className={css.note}>
        An archive is taken into a company that has no postings and no candidates yet, such as on another installation.
      </p>
      {archiveId && <Doing archiveId={archiveId} />}
    </>
  )
}

const isUnderWay = (shown: Archive | undefined): boolean =>
  shown === undefined || shown.state === 'waiting' || shown.state === 'running'

function Doing({ archiveId }: { archiveId: Archive['id'] }) {
  const { employerId } = useMembership()
  const params = { employerId, archiveId }
  const { data } = useQuery({
    ...queryOf(endpoints.readArchive, { params }),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 1000 : false),
  })
  if (!data) return null
  const records = `${data.records.toLocaleString('en-GB')} records`
  const share = Math.round(100 * data.progress)
  return (
    <div role="status" className={css.doing}>
      {isUnderWay(data) && <Progress value={share} size="lg" aria-label={`${share}% done`} />}
      {isUnderWay(data) && <span className={css.dim}>{records} so far. You can leave this page.</span>}
      {data.state === 'failed' && <span>{data.problem}</span>}
      {data.state === 'ready' && data.kind === 'import' && <span>Taken in: {records}.</span>}
      {data.state === 'ready' && data.kind === 'export' && (
        <Button
          component="a"
          download
          href={urlOf(endpoints.downloadArchive.path, { params })}
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          Download {records}
        </Button>
      )}
    </div>
  )
}
