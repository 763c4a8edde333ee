import { Button } from '@mantine/core'
import { IconMessageHeart } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { type AnswerBatch, type CandidateAnswer, endpoints } from '#protocol/answers'
import { useFeedEntries } from '../../live/use-feed-entries.ts'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import classes from './answers.module.css'
import { Responses } from './responses.tsx'
import { themeWords } from './theme-words.ts'
import { Trends } from './trends.tsx'

/** What candidates say of the process: nobody's words, five people and more at a time. */
export default function AnswersPage() {
  const { employerId } = useMembership()
  const params = { employerId }
  const queries = useQueryClient()
  const list = useInfiniteQuery({
    queryKey: queryKeyOf(endpoints.listAnswers, { params, query: {} }),
    queryFn: ({ pageParam, signal }) =>
      call(endpoints.listAnswers, {
        params,
        query: { limit: 10, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  })
  useFeedEntries(['feedback.released'], () => {
    for (const endpoint of [endpoints.listAnswers, endpoints.readAnswerTrends]) {
      void queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) })
    }
  })
  const batches = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <div className={classes.page}>
      <PageHeader
        title="What candidates say"
        tab="Candidates say"
        purpose="After an interview or a decision candidates say how it was. Nobody can tell whose words these are: they are kept without a name, and released when five people or more have answered."
      />
      {list.isPending ? (
        <ListSkeleton rows={6} />
      ) : list.isError && batches.length === 0 ? (
        <ErrorState
          title="The answers could not be loaded"
          message={messageOf(list.error)}
          retry={() => void list.refetch()}
        />
      ) : batches.length === 0 ? (
        <EmptyState icon={<IconMessageHeart size={24} />} title="No answers to show yet">
          Every candidate is asked once a decision is out. The first answers show here together, when five people have
          given one; until then nobody sees how many there are.
        </EmptyState>
      ) : (
        <>
          <Trends />
          {batches.map((batch) => (
            <Batch key={batch.number} batch={batch} />
          ))}
          {list.hasNextPage ? (
            <Button
              mt="md"
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              Show older
            </Button>
          ) : null}
        </>
      )}
      <Responses />
    </div>
  )
}

const day = (text: string) =>
  new Date(`${text}T00:00:00Z`).toLocaleDateString('en-GB', {
    ...({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const),
  })

function Batch({ batch: { number, releasedOn, answers } }: { batch: AnswerBatch }) {
  return (
    <section aria-labelledby={`batch-${number}`} className={classes.batch}>
      <h2 id={`batch-${number}`} className={classes.title}>
        {answers.length} answers <span className={classes.dim}>released on {day(releasedOn)}</span>
      </h2>
      <ul className={classes.answers}>
        {answers.map((answer, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: answers have no ids, by design, and a batch never changes.
          <Answer key={index} answer={answer} />
        ))}
      </ul>
    </section>
  )
}

function Answer({ answer: { text, rating, good, bad } }: { answer: CandidateAnswer }) {
  return (
    <li className={classes.answer}>
      {rating === null ? null : (
        <p className={classes.rating}>
          <span aria-hidden="true">
            {'●'.repeat(rating)}
            <span className={classes.rest}>{'●'.repeat(5 - rating)}</span>
          </span>
          <span className="cv-visually-hidden">{rating} of 5</span>
        </p>
      )}
      <p className={classes.text}>{text}</p>
      {good.length + bad.length > 0 ? (
        <p className={classes.dim}>
          {good.length > 0 ? `Went well: ${good.map((theme) => themeWords[theme].toLowerCase()).join(', ')}. ` : ''}
          {bad.length > 0 ? `Should be better: ${bad.map((theme) => themeWords[theme].toLowerCase()).join(', ')}.` : ''}
        </p>
      ) : null}
    </li>
  )
}
