import { MultiSelect, NativeSelect, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { UserId } from '#protocol/ids'
import { reachOf } from '#protocol/permissions'
import { membersQuery } from '../../rest/members-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import css from './reports.module.css'

export const hereZone = Intl.DateTimeFormat().resolvedOptions().timeZone
const zones = Intl.supportedValuesOf('timeZone')
/** `America/New York` */
const zoneChoice = (zone: string) => ({ value: zone, label: zone.replaceAll('_', ' ') })

type Person = { userId: UserId; timeZone: string }

/** Who gets a report, each by a clock of their own. */
export function Recipients({ people, onChange }: { people: readonly Person[]; onChange: (next: Person[]) => void }) {
  const { employerId, may } = useMembership()
  const members = useQuery({
    ...membersQuery(employerId),
    enabled: may('team.read'),
    staleTime: 60_000,
  })
  const able = (members.data?.items ?? []).filter(({ role }) => reachOf(role, 'figures.read') !== null)
  const nameOf = (userId: string) => able.find(({ id }) => id === userId)?.name ?? 'You'
  const zoneOf = (userId: string) => people.find((one) => one.userId === userId)?.timeZone ?? hereZone
  return (
    <Stack gap={8}>
      {may('team.read') && (
        <MultiSelect
          label="To"
          placeholder={people.length === 0 ? 'Nobody yet' : ''}
          description="People who may read figures. Each gets what their own role shows."
          data={able.map(({ id, name }) => ({ value: id, label: name }))}
          value={people.map(({ userId }) => userId)}
          onChange={(ids) => onChange(ids.map((id) => ({ userId: UserId.parse(id), timeZone: zoneOf(id) })))}
          searchable
        />
      )}
      <ul className={css.people}>
        {people.map(({ userId, timeZone }) => (
          <li key={userId} className={css.person}>
            <span>{nameOf(userId)}, by the clock in</span>
            <NativeSelect
              aria-label={`Time zone of ${nameOf(userId)}`}
              value={timeZone}
              data={(zones.includes(timeZone) ? zones : [timeZone, ...zones]).map(zoneChoice)}
              onChange={(event) => {
                const zone = event.currentTarget.value
                onChange(people.map((one) => (one.userId === userId ? { ...one, timeZone: zone } : one)))
              }}
            />
          </li>
        ))}
      </ul>
    </Stack>
  )
}
