import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type AuditEntry, endpoints } from '#protocol/team'
import { urlOf } from '../../rest/call.ts'
import { membersQuery } from '../../rest/members-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { type AuditFilter, auditQuery, whoActed } from './audit-query.ts'
import { actionWords } from './audit-words.ts'
import classes from './team.module.css'

/** What happens most; whatever else the log holds is added as it is seen. */
const usual = [
  'employer.renamed',
  'user.joined',
  'user.invited',
  'user.role-changed',
  'user.jobs-changed',
  'user.removed',
  'candidate.revealed',
  'candidate.erased',
  'posting.transitioned',
  'token.created',
  'token.revoked',
  'view.opened',
  'security.changed',
  'sign-in.changed',
  'audit.exported',
]

/** Of whose acts, which, and when; and the same as a file. */
export function AuditFilters(props: {
  filter: AuditFilter
  seen: readonly Pick<AuditEntry, 'action' | 'actor'>[]
  onChange: (filter: AuditFilter) => void
}) {
  const { filter, seen, onChange } = props
  const { employerId } = useMembership()
  const people = useQuery(membersQuery(employerId))
  const actions = [
    ...new Set([...usual, ...seen.map(({ action }) => action), ...(filter.action ? [filter.action] : [])]),
  ].sort()
  const set = (name: keyof AuditFilter) => (event: { currentTarget: { value: string } }) =>
    onChange({ ...filter, [name]: event.currentTarget.value })
  return (
    <div className={classes.filters}>
      <NativeSelect
        label="Who"
        value={filter.userId}
        onChange={set('userId')}
        data={[{ value: '', label: 'Everybody' }, ...whoActed(people.data?.items ?? [], seen, filter.userId)]}
      />
      <NativeSelect
        label="What"
        value={filter.action}
        onChange={set('action')}
        data={[
          { value: '', label: 'Everything' },
          ...actions.map((action) => ({ value: action, label: actionWords(action) })),
        ]}
      />
      <TextInput label="From" type="date" value={filter.from} onChange={set('from')} />
      <TextInput label="To" type="date" value={filter.to} onChange={set('to')} />
      <Button
        component="a"
        variant="default"
        leftSection={<IconDownload size={18} stroke={1.75} />}
        href={urlOf(endpoints.exportAudit.path, { params: { employerId }, query: auditQuery(filter) })}
        download
      >
        Save as CSV
      </Button>
    </div>
  )
}
