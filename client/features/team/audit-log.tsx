import { Anchor, Button, Text } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'wouter'
import type { QueryInput } from '#protocol/contract'
import { type AuditEntry, endpoints } from '#protocol/team'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { AuditFilters } from './audit-filter.tsx'
import { auditQuery, filterOf, searchOf } from './audit-query.ts'
import { actionWords, changesBetween, changeWords, type FieldChange } from './audit-words.ts'
import classes from './team.module.css'
import { type Subject, useSubjects } from './use-subjects.ts'

/** Who did what, newest first. */
export default function AuditLog() {
  const { employerId } = useMembership()
  const params = { employerId }
  const { subjectOf, nameOf } = useSubjects()
  const [search, setSearch] = useSearchParams()
  const filter = filterOf(search)
  const asked = auditQuery(filter)
  const log = useInfiniteQuery({
    queryKey: [...queryKeyOf(endpoints.readAudit, { params }), asked],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 50, ...asked, ...(pageParam ? { cursor: pageParam } : {}) }
      return call(endpoints.readAudit, { params, query: query as QueryInput<typeof endpoints.readAudit>, signal })
    },
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  })
  if (log.isPending) return <ListSkeleton rows={8} />
  if (!log.data) {
    return (
      <ErrorState
        title="The audit log could not be loaded"
        message={messageOf(log.error)}
        retry={() => void log.refetch()}
      />
    )
  }
  const entries = log.data.pages.flatMap(({ items }) => items)
  const change = (next: typeof filter) => setSearch(searchOf(next), { replace: true })
  const isFiltered = Object.keys(asked).length > 0
  if (entries.length === 0 && !isFiltered) {
    return (
      <EmptyState icon={<IconHistory size={24} />} title="Nothing was recorded yet">
        Sign-ins, role changes, reveals and decisions will be listed here, with who, when and from where.
      </EmptyState>
    )
  }
  return (
    <>
      <AuditFilters filter={filter} seen={entries} onChange={change} />
      {entries.length === 0 ? <Text role="status">Nothing of this kind was recorded in this time.</Text> : null}
      <ul className={classes.list} aria-label="Audit log">
        {entries.map((entry) => (
          <AuditRow key={entry.id} entry={entry} subject={subjectOf(entry)} nameOf={nameOf} />
        ))}
      </ul>
      {log.hasNextPage ? (
        <Button mt="md" variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          Show older
        </Button>
      ) : null}
    </>
  )
}

interface AuditRowProps {
  readonly entry: AuditEntry
  readonly subject: Subject
  readonly nameOf: (id: string) => string | null
}

function AuditRow({ entry, subject, nameOf }: AuditRowProps) {
  const changes = changesBetween(entry.before, entry.after, nameOf)
  const isLong = changes.length > 3
  return (
    <li className={classes.audit}>
      <Text size="sm" c="dimmed">
        <TimeAgo at={entry.at} />
      </Text>
      <div>
        <Text>
          <strong>{entry.actor.name}</strong>
          {entry.token ? <span title={`token ${entry.token.id}`}> by the API token “{entry.token.name}”</span> : null}
          {' · '}
          {actionWords(entry.action)}
          {' · '}
          <span title={`${entry.subject.kind} ${entry.subject.id}`}>
            {subject.href ? (
              <Anchor component={Link} href={subject.href} inherit underline="always">
                {subject.name}
              </Anchor>
            ) : (
              subject.name
            )}
          </span>
        </Text>
        {entry.reason ? <Text size="sm">“{entry.reason}”</Text> : null}
        {changes.length > 0 && !isLong ? <Changes changes={changes} /> : null}
        {isLong ? (
          <details>
            <summary>{changes.length} fields changed</summary>
            <Changes changes={changes} />
          </details>
        ) : null}
        {entry.ip ? (
          <Text size="sm" c="dimmed">
            from {entry.ip}
          </Text>
        ) : null}
      </div>
    </li>
  )
}

function Changes({ changes }: { changes: readonly FieldChange[] }) {
  return (
    <dl className={classes.changes}>
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{change.field}</dt>
          <dd>{changeWords(change)}</dd>
        </div>
      ))}
    </dl>
  )
}
