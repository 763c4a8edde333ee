import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { PostingId } from '#protocol/ids'
import { type ConfigureImport, Delimiter, endpoints, type Import } from '#protocol/imports'
import { endpoints as postings } from '#protocol/postings'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { showFailure } from '../../ui/toasts.ts'
import css from './imports.module.css'
import { delimiterWords, fieldChoices } from './words.ts'

interface Props {
  readonly shown: Import
  readonly onChanged: (next: Import) => void
}

/** What the columns are taken for, and how the file was read; both can be said otherwise until it is taken over. */
export function Columns({ shown, onChanged }: Props) {
  const { employerId } = useMembership()
  const write = useWrite()
  const queries = useQueryClient()
  const [isBusy, setIsBusy] = useState(false)
  const { kind, columns, remembered, counts } = shown
  const configure = async (body: ConfigureImport) => {
    setIsBusy(true)
    try {
      const params = { employerId, importId: shown.id }
      onChanged(await write(endpoints.configureImport, { params, body }, `Read ${shown.fileName} anew`))
      // Each row was checked anew, also where the columns are the same.
      await queries.invalidateQueries({ queryKey: [endpoints.listImportRows.path, params] })
    } catch (error) {
      showFailure({ title: 'The columns stay as they were', message: messageOf(error) })
    } finally {
      setIsBusy(false)
    }
  }
  const choose = (index: number, field: string | null) =>
    configure({
      // A field is of one column: choosing it here takes it from there.
      mapping: columns.map((column, i) => (i === index ? field : column.field === field ? null : column.field)),
    })
  return (
    <section className={css.section} aria-busy={isBusy}>
      <h2 className={css.sectionTitle}>Columns</h2>
      <p className={css.dim}>
        Say what each column holds. {remembered ? 'They are filled in as you chose the last time. ' : ''}
        {columns.filter(({ field }) => field !== null).length} of {columns.length} are imported.
      </p>
      <ul className={css.columns}>
        {columns.map(({ head, field, samples }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity but their place.
          <li key={index} className={field === null ? css.unused : undefined}>
            <NativeSelect
              label={head}
              disabled={isBusy}
              value={field ?? ''}
              data={[{ value: '', label: 'Not imported' }, ...fieldChoices(kind)]}
              onChange={(event) => void choose(index, event.currentTarget.value || null)}
            />
            <span className={css.sample}>{samples.join(' · ')}</span>
          </li>
        ))}
      </ul>
      {counts.bad > 0 && (
        <Button variant="subtle" size="compact-md" mb="sm" disabled={isBusy} onClick={() => void configure({})}>
          Check again, by what is here now
        </Button>
      )}
      {kind === 'candidates' && <PostingChoice shown={shown} onChoose={(jobId) => void configure({ jobId })} />}
      <Reading shown={shown} isBusy={isBusy} onRead={(body) => void configure(body)} />
    </section>
  )
}

function PostingChoice({ shown, onChoose }: { shown: Import; onChoose: (jobId: PostingId | null) => void }) {
  const { employerId } = useMembership()
  const query = { limit: 200, state: 'published' as const }
  const { data } = useQuery(queryOf(postings.listPostings, { params: { employerId }, query }))
  return (
    <NativeSelect
      className={css.posting ?? ''}
      label="Posting for rows that name none"
      value={shown.jobId ?? ''}
      data={[
        { value: '', label: 'None: each row has to name its own' },
        ...(data?.items ?? []).map(({ id, title }) => ({ value: id as string, label: title })),
      ]}
      onChange={(event) => onChoose(event.currentTarget.value ? PostingId.parse(event.currentTarget.value) : null)}
    />
  )
}

/** For when a file was read wrongly. Reading it anew loses what was corrected. */
function Reading(props: { shown: Import; isBusy: boolean; onRead: (body: ConfigureImport) => void }) {
  const { shown, isBusy, onRead } = props
  const [encoding, setEncoding] = useState(shown.encoding)
  const [delimiter, setDelimiter] = useState(shown.delimiter)
  const [hasHead, setHasHead] = useState(shown.hasHead)
  const read = (event: FormEvent) => {
    event.preventDefault()
    onRead({ encoding, delimiter, hasHead })
  }
  return (
    <details className={css.reading}>
      <summary className={css.readAs}>
        Letters or columns look wrong? Read as {shown.encoding}, with a {delimiterWords[shown.delimiter].toLowerCase()}{' '}
        between cells, {shown.hasHead ? 'names of columns in the first row' : 'without names of columns'}
      </summary>
      <form onSubmit={read} className={css.readingForm}>
        <TextInput label="Encoding" value={encoding} onChange={(event) => setEncoding(event.currentTarget.value)} />
        <NativeSelect
          label="Between cells"
          value={delimiter}
          data={Delimiter.options.map((value) => ({ value, label: delimiterWords[value] }))}
          onChange={(event) => setDelimiter(Delimiter.parse(event.currentTarget.value))}
        />
        <NativeSelect
          label="First row"
          value={hasHead ? 'head' : 'data'}
          data={[
            { value: 'head', label: 'Names of the columns' },
            { value: 'data', label: 'A row like the others' },
          ]}
          onChange={(event) => setHasHead(event.currentTarget.value === 'head')}
        />
        <Button type="submit" variant="default" loading={isBusy}>
          Read the file again
        </Button>
      </form>
      <p className={css.dim}>What you corrected below is lost: the rows are read from the file again.</p>
    </details>
  )
}
