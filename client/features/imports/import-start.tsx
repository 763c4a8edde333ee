import { Alert, Button, FileButton, SegmentedControl } from '@mantine/core'
import { IconFileImport, IconUpload } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { endpoints, type Import, type ImportKind, mostImportBytes, mostImportRows } from '#protocol/imports'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import css from './imports.module.css'
import { kindWords, standWords } from './words.ts'

/** Chooses a file; lists what was sent before. */
export function ImportStart() {
  const { employerId, may } = useMembership()
  const [, navigate] = useLocation()
  const [kind, setKind] = useState<ImportKind>('postings')
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isOver, setIsOver] = useState(false)

  const send = (file: File | null) => {
    if (!file) return
    if (file.size > mostImportBytes)
      return setProblem('A file may have at most 10 MB. Split it into several, and import one after the other.')
    setProblem(null)
    setBusy(file.name)
    call(endpoints.uploadImport, { params: { employerId }, query: { kind, name: file.name }, file })
      .then(({ id }) => navigate(`/postings/imports/${id}`))
      .catch((error: unknown) => setProblem(messageOf(error)))
      .finally(() => setBusy(null))
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    send(event.dataTransfer.files[0] ?? null)
  }
  return (
    <div className={css.page}>
      <PageHeader
        title="Import"
        purpose={`Bring ${may('candidate.merge') ? 'postings or candidates' : 'postings'} from a spreadsheet or another system. You look at every row, and correct it, before anything is imported.`}
      />
      {may('candidate.merge') && (
        <SegmentedControl
          mb="md"
          aria-label="What is in the file"
          value={kind}
          onChange={(value) => setKind(value === 'candidates' ? 'candidates' : 'postings')}
          data={[
            { value: 'postings', label: 'Postings' },
            { value: 'candidates', label: 'Candidates' },
          ]}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping has an equal, the button inside. */}
      <div
        className={`${css.drop} ${isOver ? css.over : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <IconFileImport size={28} stroke={1.5} aria-hidden />
        <div className={css.dropWords} role="status">
          {busy === null
            ? `Drop a CSV file of ${kindWords[kind].many} here`
            : `Reading ${busy} and checking every row…`}
        </div>
        <FileButton onChange={send} accept=".csv,.tsv,.txt,text/csv">
          {(props) => (
            <Button {...props} loading={busy !== null} leftSection={<IconUpload size={18} aria-hidden />}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <p className={css.dim}>
          Save your spreadsheet as CSV: the names of the columns in the first row, then one {kindWords[kind].one} in
          each, with {kindWords[kind].needs}. Up to {mostImportRows.toLocaleString('en-GB')} rows and 10 MB.
        </p>
        <p className={css.dim}>{kindWords[kind].becomes} An import can be undone.</p>
      </div>
      {problem && (
        <Alert color="red" role="alert" mt="md" title="This file was not read">
          {problem}
        </Alert>
      )}
      <Earlier />
    </div>
  )
}

function Earlier() {
  const { employerId } = useMembership()
  const list = useLiveQuery(queryOf(endpoints.listImports, { params: { employerId }, query: { limit: 20 } }), [
    'import.finished',
  ])
  const items: readonly Import[] = 'data' in list ? list.data.items : []
  if (items.length === 0) return null
  return (
    <section className={css.section}>
      <h2 className={css.sectionTitle}>Earlier imports</h2>
      <ul className={css.list}>
        {items.map((one) => (
          <li key={one.id} className={css.earlier}>
            <div>
              <Link href={`/postings/imports/${one.id}`} className={css.fileName}>
                {one.fileName}
              </Link>
              <div className={css.dim}>{standWords(one)}</div>
            </div>
            <span className={css.dim}>
              <TimeAgo at={one.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
