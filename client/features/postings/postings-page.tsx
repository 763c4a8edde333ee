import { Button, CloseButton, SegmentedControl, TextInput } from '@mantine/core'
import { IconBriefcase, IconFileImport, IconPlus, IconSearch, IconTemplate, IconTrash } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { PostingState } from '#protocol/postings'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { PostingList } from './posting-list.tsx'
import { stateWords } from './posting-words.ts'
import css from './postings-page.module.css'
import { type ListFilters, usePostingList } from './use-posting-list.ts'

const TemplatesDialog = lazy(() => import('./templates/templates-dialog.tsx'))

/** Every posting of the employer, to find and to open; the bin lies beside it. */
export default function PostingsPage() {
  const { may } = useMembership()
  const [filters, setFilters] = useFilters()
  const list = usePostingList(filters)
  const [showsTemplates, setShowsTemplates] = useState(false)
  const mayWrite = may('posting.write')
  const isFiltered = filters.state !== null || filters.text !== ''
  const create = mayWrite && !filters.bin && (
    <Button component={Link} href="/postings/new" leftSection={<IconPlus size={18} aria-hidden />}>
      Create a posting
    </Button>
  )
  return (
    <>
      <PageHeader
        title={filters.bin ? 'Bin' : 'Postings'}
        purpose={
          filters.bin
            ? 'Deleted postings are kept for 30 days. Restore what you still need.'
            : 'The jobs you offer, from the first draft to the last decision.'
        }
        actions={
          <>
            {mayWrite && (
              <Button
                variant="default"
                leftSection={filters.bin ? undefined : <IconTrash size={18} aria-hidden />}
                onClick={() => setFilters({ state: null, text: '', bin: !filters.bin })}
              >
                {filters.bin ? 'Back to the postings' : 'Bin'}
              </Button>
            )}
            {mayWrite && !filters.bin && (
              <Button
                variant="default"
                leftSection={<IconTemplate size={18} aria-hidden />}
                onClick={() => setShowsTemplates(true)}
              >
                Templates
              </Button>
            )}
            {mayWrite && !filters.bin && (
              <Button
                variant="default"
                component={Link}
                href="/postings/imports"
                leftSection={<IconFileImport size={18} aria-hidden />}
              >
                Import
              </Button>
            )}
            {create}
          </>
        }
      />
      {showsTemplates && (
        <Suspense>
          <TemplatesDialog onClose={() => setShowsTemplates(false)} />
        </Suspense>
      )}
      {!filters.bin && <Filters filters={filters} onChange={setFilters} />}
      {list.items === null && list.error === null && <ListSkeleton rows={8} />}
      {list.items === null && list.error !== null && (
        <ErrorState title="The postings did not load" message={messageOf(list.error)} retry={list.retry} />
      )}
      {list.items !== null && list.items.length > 0 && (
        <>
          <PostingList postings={list.items} bin={filters.bin} onChanged={() => void list.readAgain()} />
          {list.hasMore && (
            <Button className={css.more ?? ''} variant="default" loading={list.isReadingMore} onClick={list.more}>
              Show more
            </Button>
          )}
        </>
      )}
      {list.items?.length === 0 &&
        (filters.bin ? (
          <EmptyState icon={<IconTrash size={24} />} title="The bin is empty">
            Postings you delete wait here for 30 days.
          </EmptyState>
        ) : isFiltered ? (
          <EmptyState
            icon={<IconSearch size={24} />}
            title="No posting fits"
            action={
              <Button variant="default" onClick={() => setFilters({ state: null, text: '', bin: false })}>
                Clear the filters
              </Button>
            }
          >
            Try another word, or another state.
          </EmptyState>
        ) : (
          <EmptyState icon={<IconBriefcase size={24} />} title="No postings yet" action={create}>
            A posting says what the job is. Once it is published, people can apply on your careers page.
          </EmptyState>
        ))}
    </>
  )
}

function Filters({ filters, onChange }: { filters: ListFilters; onChange: (filters: ListFilters) => void }) {
  return (
    <search className={css.filters} aria-label="Filter the postings">
      <TextInput
        className={css.find}
        aria-label="Find a posting"
        placeholder="Find a posting"
        maxLength={100}
        leftSection={<IconSearch size={18} aria-hidden />}
        rightSection={
          filters.text === '' ? null : (
            <CloseButton size="sm" aria-label="Clear" onClick={() => onChange({ ...filters, text: '' })} />
          )
        }
        value={filters.text}
        onChange={(event) => onChange({ ...filters, text: event.currentTarget.value })}
      />
      <div className={css.states}>
        <SegmentedControl
          aria-label="State"
          data={[
            { value: '', label: 'All' },
            ...PostingState.options.map((state) => ({ value: state, label: stateWords[state] })),
          ]}
          value={filters.state ?? ''}
          onChange={(value) => onChange({ ...filters, state: stateOf(value) })}
        />
      </div>
    </search>
  )
}

function stateOf(value: string | null): PostingState | null {
  return PostingState.options.find((state) => state === value) ?? null
}

/** The filters live in the address, so that a link shows the same list. */
function useFilters(): [ListFilters, (filters: ListFilters) => void] {
  const params = new URLSearchParams(useSearch())
  const [, navigate] = useLocation()
  const filters = { state: stateOf(params.get('state')), text: params.get('q') ?? '', bin: params.get('bin') === '1' }
  const set = ({ state, text, bin }: ListFilters) => {
    const next = new URLSearchParams({
      ...(state === null ? {} : { state }),
      ...(text === '' ? {} : { q: text }),
      ...(bin ? { bin: '1' } : {}),
    })
    navigate(next.size === 0 ? '/postings' : `/postings?${next}`, { replace: bin === filters.bin })
  }
  return [filters, set]
}
