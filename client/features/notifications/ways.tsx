import { NativeSelect, Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { BodyInput } from '#protocol/contract'
import { endpoints, NotificationKind, type Way } from '#protocol/notifications'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { queryOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { showFailure } from '../../ui/toasts.ts'
import { hours, kindWords, mailWords } from './way-words.ts'
import classes from './ways.module.css'

const read = queryOf(endpoints.readNotificationPreferences)
type Change = BodyInput<typeof endpoints.editNotificationPreferences>

/** How I am told of what: each choice is saved at once. */
export function Ways() {
  const queries = useQueryClient()
  const write = useWrite()
  const query = useQuery({ ...read, staleTime: 0 })
  const save = async (body: Change) => {
    await queries.cancelQueries({ queryKey: read.queryKey })
    queries.setQueryData(
      read.queryKey,
      (before) =>
        before && {
          timeZone: body.timeZone ?? before.timeZone,
          digestHour: body.digestHour ?? before.digestHour,
          ways: { ...before.ways, ...body.ways } as typeof before.ways,
        },
    )
    try {
      queries.setQueryData(
        read.queryKey,
        await write(endpoints.editNotificationPreferences, { body }, 'How you are told'),
      )
    } catch (error) {
      showFailure({ title: 'This was not saved', message: messageOf(error), retry: () => void save(body) })
      void queries.invalidateQueries({ queryKey: read.queryKey })
    }
  }
  if (query.error && !query.data) {
    return (
      <ErrorState
        title="Your choices could not be loaded"
        message={messageOf(query.error)}
        retry={() => void query.refetch()}
      />
    )
  }
  if (!query.data) return <ListSkeleton rows={8} />
  const { ways, timeZone, digestHour } = query.data
  return (
    <section aria-labelledby="ways" className={classes.section}>
      <h2 id="ways" className={classes.title}>
        What happens in the company
      </h2>
      <ul className={classes.list}>
        {NotificationKind.options.map((kind) => (
          <Row key={kind} kind={kind} way={ways[kind]} onChange={(way) => void save({ ways: { [kind]: way } })} />
        ))}
      </ul>
      <Daily timeZone={timeZone} digestHour={digestHour} onChange={(change) => void save(change)} />
    </section>
  )
}

function Row({ kind, way, onChange }: { kind: NotificationKind; way: Way; onChange: (way: Way) => void }) {
  const { label, purpose } = kindWords[kind]
  return (
    <li className={classes.row}>
      <div>
        <div className={classes.label}>{label}</div>
        <div className={classes.purpose}>{purpose}</div>
      </div>
      <Switch
        checked={way.app}
        label="In the app"
        aria-label={`${label}: in the app`}
        onChange={(event) => onChange({ ...way, app: event.currentTarget.checked })}
      />
      <NativeSelect
        aria-label={`${label}: by mail`}
        value={way.mail}
        data={[...mailWords]}
        onChange={(event) => onChange({ ...way, mail: event.currentTarget.value as Way['mail'] })}
      />
    </li>
  )
}

function Daily(props: { timeZone: string; digestHour: number; onChange: (change: Change) => void }) {
  const { timeZone, digestHour, onChange } = props
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const zones = [...new Set([timeZone, here, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  return (
    <div className={classes.daily}>
      <NativeSelect
        label="The daily mail comes at"
        value={String(digestHour)}
        data={hours}
        onChange={(event) => onChange({ digestHour: Number(event.currentTarget.value) })}
      />
      <NativeSelect
        label="In the time zone"
        {...(timeZone === here ? {} : { description: `This device is in ${here}.` })}
        value={timeZone}
        data={zones}
        onChange={(event) => onChange({ timeZone: event.currentTarget.value })}
      />
    </div>
  )
}
