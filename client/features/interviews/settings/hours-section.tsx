import { Alert, Button, NumberInput, Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Result } from '#protocol/contract'
import { endpoints, type WorkingHours } from '#protocol/scheduling'
import { useWrite } from '../../../live/use-write.ts'
import { CallError, messageOf } from '../../../rest/call-error.ts'
import { queryKeyOf, queryOf } from '../../../rest/queries.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { showDone } from '../../../ui/toasts.ts'
import { hoursOf } from '../hours.ts'
import { ZoneSelect } from '../zone-select.tsx'
import { DayRows } from './day-rows.tsx'
import { hoursProblem } from './hours-draft.ts'
import css from './settings.module.css'

type MyHours = Result<typeof endpoints.readMyHours>

/** Working hours by the clock of one's own zone, pauses between interviews, and how many are too many. */
export function HoursSection() {
  const { data, error, refetch } = useQuery({ ...queryOf(endpoints.readMyHours), staleTime: Number.POSITIVE_INFINITY })
  return (
    <section className={css.section} aria-labelledby="hours">
      <h2 id="hours" className={css.title}>
        Working hours
      </h2>
      {data ? (
        <HoursForm key={data.version} mine={data} />
      ) : error ? (
        <ErrorState compact title="Your hours did not load" message={messageOf(error)} retry={() => void refetch()} />
      ) : (
        <div role="status" aria-label="Loading your hours">
          {[0, 1, 2, 3, 4, 5, 6].map((row) => (
            <Skeleton key={row} height={36} mb={8} />
          ))}
        </div>
      )}
    </section>
  )
}

function HoursForm({ mine }: { mine: MyHours }) {
  const write = useWrite()
  const queries = useQueryClient()
  const [hours, setHours] = useState<WorkingHours>(hoursOf(mine))
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const isChanged = !mine.isSet || JSON.stringify(hours) !== JSON.stringify(mine.hours)
  const change = (part: Partial<WorkingHours>) => {
    setHours((current) => ({ ...current, ...part }))
    setProblem(null)
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const wrong = hoursProblem(hours.days)
    setProblem(wrong)
    if (wrong || isBusy) return
    setIsBusy(true)
    try {
      const request = { body: hours, ...(mine.isSet ? { ifMatch: mine.version } : {}) }
      const after = await write(endpoints.setMyHours, request, 'Save your working hours')
      queries.setQueryData(queryKeyOf(endpoints.readMyHours), after)
      showDone('Saved. From now on you are booked within these hours.')
    } catch (error) {
      setProblem(messageOf(error))
      const isOvertaken = error instanceof CallError && error.code === 'version-mismatch'
      if (isOvertaken) void queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.readMyHours) })
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      {!mine.isSet && (
        <p className={css.hint}>
          You have not said yet when you work. Until you save it, colleagues see nine to five on weekdays and can book
          you at any time.
        </p>
      )}
      <div className={css.zone}>
        <ZoneSelect label="Your time zone" value={hours.timeZone} onChange={(timeZone) => change({ timeZone })} />
      </div>
      <DayRows days={hours.days} onChange={(days) => change({ days })} />
      <div className={css.numbers}>
        <Minutes
          label="Free before an interview"
          value={hours.bufferBeforeMinutes}
          onChange={(bufferBeforeMinutes) => change({ bufferBeforeMinutes })}
        />
        <Minutes
          label="Free after an interview"
          value={hours.bufferAfterMinutes}
          onChange={(bufferAfterMinutes) => change({ bufferAfterMinutes })}
        />
        <Most
          label="Interviews a day, at most"
          max={20}
          value={hours.mostPerDay}
          onChange={(mostPerDay) => change({ mostPerDay })}
        />
        <Most
          label="Interviews a week, at most"
          max={60}
          value={hours.mostPerWeek}
          onChange={(mostPerWeek) => change({ mostPerWeek })}
        />
      </div>
      {problem !== null && (
        <Alert color="red" role="alert" mt="md">
          {problem}
        </Alert>
      )}
      <Button type="submit" mt="md" disabled={!isChanged} loading={isBusy}>
        Save working hours
      </Button>
    </form>
  )
}

function Minutes(props: { label: string; value: number; onChange: (minutes: number) => void }) {
  const { label, value, onChange } = props
  return (
    <NumberInput
      label={label}
      suffix=" min"
      min={0}
      max={120}
      step={5}
      clampBehavior="strict"
      allowDecimal={false}
      value={value}
      onChange={(minutes) => onChange(typeof minutes === 'number' ? minutes : 0)}
    />
  )
}

function Most(props: { label: string; max: number; value: number | null; onChange: (most: number | null) => void }) {
  const { label, max, value, onChange } = props
  return (
    <NumberInput
      label={label}
      placeholder="No limit"
      min={1}
      max={max}
      clampBehavior="strict"
      allowDecimal={false}
      value={value ?? ''}
      onChange={(most) => onChange(typeof most === 'number' && most > 0 ? most : null)}
    />
  )
}
