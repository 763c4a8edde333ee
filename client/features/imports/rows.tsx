import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type EditImportRow, endpoints, type Import, type ImportRow } from '#protocol/imports'
import { useWrite } from '../../live/use-write.ts'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { showFailure } from '../../ui/toasts.ts'
import css from './imports.module.css'
import { RowEditor } from './row-editor.tsx'

type Only = 'bad' | 'good' | 'skipped' | 'all'

const noneWords: Readonly<Record<Only, string>> = {
  bad: 'Nothing to correct.',
  good: 'No row is without problems yet.',
  skipped: 'No row is left out.',
  all: 'There are no rows in this file.',
}

/** The rows of the file: those that need somebody first, to be corrected right here. */
export function Rows({ shown, onChanged }: { shown: Import; onChanged: (next: Import) => void }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const write = useWrite()
  const { id, counts, columns, state } = shown
  const [chosen, setChosen] = useState<Only | null>(null)
  const only = chosen ?? (counts.bad > 0 ? 'bad' : 'all')
  const params = { employerId, importId: id }
  // Read anew when the columns are others, or when rows have an outcome; a corrected row is put in by its answer.
  const key = [endpoints.listImportRows.path, params, only, state, columns.map(({ field }) => field).join()]
  const list = useInfiniteQuery({
    queryKey: key,
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      call(endpoints.listImportRows, { params, query: { only, after: pageParam, limit: 50 }, signal }),
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  })
  const edit = async (row: ImportRow, body: EditImportRow) => {
    try {
      const request = { params: { ...params, row: String(row.row) }, body }
      const answer = await write(endpoints.editImportRow, request, `Correct row ${row.row}`)
      onChanged(answer.import)
      queries.setQueryData<typeof list.data>(key, (before) => {
        if (!before) return before
        const put = (one: ImportRow) => (one.row === answer.row.row ? answer.row : one)
        return { ...before, pages: before.pages.map((page) => ({ ...page, items: page.items.map(put) })) }
      })
    } catch (error) {
      showFailure({ title: `Row ${row.row} stays as it was`, message: messageOf(error) })
    }
  }
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const count = (number: number) => number.toLocaleString('en-GB')
  return (
    <section className={css.section}>
      <h2 className={css.sectionTitle}>Rows</h2>
      {state === 'ready' && (
        <p className={css.dim}>To correct a cell, write into it. Enter keeps what you wrote, Escape puts it back.</p>
      )}
      <SegmentedControl
        mb="sm"
        aria-label="Which rows"
        value={only}
        onChange={(value) => setChosen(value as Only)}
        data={[
          { value: 'bad', label: `${state === 'ready' ? 'To correct' : 'With problems'} ${count(counts.bad)}` },
          { value: 'good', label: `${state === 'ready' ? 'Ready' : 'Without problems'} ${count(counts.good)}` },
          { value: 'skipped', label: `Left out ${count(counts.skipped)}` },
          { value: 'all', label: `All ${count(counts.rows)}` },
        ]}
      />
      {list.isPending && <ListSkeleton rows={5} />}
      {list.error && rows.length === 0 && (
        <ErrorState
          compact
          title="The rows did not load"
          message={messageOf(list.error)}
          retry={() => void list.refetch()}
        />
      )}
      {!list.isPending && rows.length === 0 && <p className={css.dim}>{noneWords[only]}</p>}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
        <section className={css.scroll} tabIndex={0} aria-label="Rows, table">
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col" className={css.head}>
                  Row
                </th>
                {columns.map(({ head, field }, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity but their place.
                  <th key={i} scope="col" className={`${css.head} ${field === null ? css.unused : ''}`}>
                    {head}
                  </th>
                ))}
                <th scope="col" className={css.head}>
                  <span className="cv-visually-hidden">What to do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <RowEditor key={row.row} row={row} shown={shown} onEdit={(body) => edit(row, body)} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {list.hasNextPage && (
        <Button mt="md" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more rows
        </Button>
      )}
    </section>
  )
}
