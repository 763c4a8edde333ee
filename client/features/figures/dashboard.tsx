import { Button, Skeleton } from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, lazy, Suspense, useCallback, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { endpoints, FigureCard, type FigureRows } from '#protocol/analytics'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { cards } from './cards.tsx'
import classes from './figures.module.css'
import { Filters } from './filters.tsx'
import { OpenRows } from './number.tsx'
import { readShown, type Shown, writeShown } from './period.ts'
import type { Opened } from './rows-drawer.tsx'
import { useFigures, useFiguresBefore } from './use-figures.ts'

const RowsDrawer = lazy(() => import('./rows-drawer.tsx'))
const ArrangeDialog = lazy(() => import('./arrange-dialog.tsx'))

/**
 * The cards that I chose, of what the address says.
 * @param jobId of the posting on whose page it stands; left out: of any
 */
export default function Dashboard({ jobId, path = '/figures' }: { jobId?: string; path?: string }) {
  const asked = readShown(new URLSearchParams(useSearch()))
  const shown = jobId === undefined ? asked : { ...asked, jobId, memberId: null }
  const [, navigate] = useLocation()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [isArranging, setIsArranging] = useState(false)
  const { chosen, keep } = useLayout()
  const live = useFigures(shown)
  const before = useFiguresBefore(shown)
  const open = useCallback((of: FigureRows, title: string) => setOpened({ of, title }), [])
  const show = (next: Shown) =>
    navigate(`${path}?${writeShown(jobId === undefined ? next : { ...next, jobId: null })}`.replace(/\?$/, ''), {
      replace: true,
    })
  const isOld = 'data' in live && (live.status === 'stale' || live.data.stale)
  return (
    <OpenRows value={open}>
      <Filters shown={shown} hasPosting={jobId !== undefined} onChange={show} />
      {isOld ? (
        <p className={classes.stale} role="status">
          These figures are as of <TimeAgo at={live.data.asOf} />. They go on when the connection does.
        </p>
      ) : null}
      {live.status === 'failed' ? (
        <ErrorState title="The figures could not be loaded" message={messageOf(live.error)} retry={live.retry} />
      ) : (
        <div className={classes.grid}>
          {chosen.map((card) =>
            'data' in live ? (
              <Fragment key={card}>{cards[card]({ figures: live.data, before })}</Fragment>
            ) : (
              <div key={card} className={`${classes.card} ${card === 'summary' ? classes.wide : ''}`}>
                <Skeleton height={14} width={140} mb={12} />
                <Skeleton height={22} width="70%" mb={18} />
                <Skeleton height={card === 'summary' ? 60 : 200} />
              </div>
            ),
          )}
        </div>
      )}
      <Button
        mt="lg"
        variant="subtle"
        color="gray"
        leftSection={<IconAdjustments size={18} stroke={1.75} />}
        onClick={() => setIsArranging(true)}
      >
        Choose and arrange cards
      </Button>
      <Suspense>
        {opened ? <RowsDrawer opened={opened} shown={shown} onClose={() => setOpened(null)} /> : null}
        {isArranging ? (
          <ArrangeDialog
            cards={chosen}
            onClose={() => setIsArranging(false)}
            onSave={(next) => {
              setIsArranging(false)
              void keep(next)
            }}
          />
        ) : null}
      </Suspense>
    </OpenRows>
  )
}

/** My cards, kept by the server for all my devices. */
function useLayout() {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const write = useWrite()
  const request = { params: { employerId } }
  const { data } = useQuery({ ...queryOf(endpoints.readFigureLayout, request), staleTime: 60_000 })
  return {
    chosen: data?.cards ?? FigureCard.options,
    keep: async (next: FigureCard[]) => {
      queries.setQueryData(queryKeyOf(endpoints.readFigureLayout, request), { cards: next })
      await write(endpoints.keepFigureLayout, { ...request, body: { cards: next } }, 'Arrange the figures')
    },
  }
}
