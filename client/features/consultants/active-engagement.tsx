import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core'
import { IconBriefcase, IconBuilding, IconDoorExit, IconDots, IconLayoutKanban, IconMessage } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { endpoints } from '#protocol/analytics'
import type { MyEngagement } from '#protocol/consultants'
import { queryOf } from '../../rest/queries.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './consultants.module.css'

const LeaveDialog = lazy(() => import('./leave-dialog.tsx'))

interface Props {
  readonly engagement: MyEngagement
  /** Undefined for the moment in which it is accepted and the rights that come with it are not read yet. */
  readonly onOpen: ((employerId: string, to?: string) => void) | undefined
}

/** A company I work with: how its hiring stands, and the ways in. */
export function ActiveEngagement({ engagement, onOpen }: Props) {
  const { employer, purpose, answeredAt, conversationId } = engagement
  const [isLeaving, setIsLeaving] = useState(false)
  const wayTo = (to: string) => ({ disabled: !onOpen, onClick: () => onOpen?.(employer.id, to) })
  const size = { size: 18, stroke: 1.75 }
  return (
    <article className={classes.card} aria-label={employer.companyName}>
      <div className={classes.head}>
        <span className={classes.company} aria-hidden="true">
          <IconBuilding size={20} stroke={1.75} />
        </span>
        <div className={classes.headWords}>
          <h3 className={classes.name}>{employer.companyName}</h3>
          <div className={classes.dim}>
            {answeredAt ? (
              <>
                since <TimeAgo at={answeredAt} />
              </>
            ) : null}
          </div>
        </div>
        <Menu>
          <Menu.Target>
            <ActionIcon aria-label={`More about ${employer.companyName}`} size={36}>
              <IconDots size={20} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="red" leftSection={<IconDoorExit {...size} />} onClick={() => setIsLeaving(true)}>
              End the engagement…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {purpose ? <p className={classes.purpose}>{purpose}</p> : null}
      <Figures employerId={employer.id} />
      <div className={classes.actions}>
        <Button leftSection={<IconMessage {...size} />} {...wayTo(`/messages/${conversationId}`)}>
          Open the conversation
        </Button>
        <Button variant="default" leftSection={<IconLayoutKanban {...size} />} {...wayTo('/pipeline')}>
          Pipeline
        </Button>
        <Button variant="default" leftSection={<IconBriefcase {...size} />} {...wayTo('/postings')}>
          Postings
        </Button>
      </div>
      {isLeaving ? (
        <Suspense>
          <LeaveDialog engagement={engagement} onClose={() => setIsLeaving(false)} />
        </Suspense>
      ) : null}
    </article>
  )
}

/** Counts over many people; who they are is in none of them. */
function Figures({ employerId }: { employerId: MyEngagement['employerId'] }) {
  const { data, isError } = useQuery({
    ...queryOf(endpoints.readAnalytics, { params: { employerId } }),
    staleTime: 30_000,
  })
  // Decoration of the card: without them the ways in are still there.
  if (isError) return null
  const rows = [
    ['Open postings', data?.jobPostings.active.toLocaleString('en-GB')],
    ['Applications', data?.jobPostings.applications.toLocaleString('en-GB')],
    ['Viewed', data?.candidateEngagement.viewRate],
    ['Interviewed', data?.candidateEngagement.interviewRate],
  ] as const
  return (
    <dl className={classes.figures}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? <Skeleton height={22} width={40} my={3} />}</dd>
        </div>
      ))}
    </dl>
  )
}
