import { Select, Switch, TextInput } from '@mantine/core'
import classes from './figures.module.css'
import { type Period, periods, periodWords, type Shown } from './period.ts'
import { useMembers, usePostings } from './use-figures.ts'

/** Which applications are meant: of a posting, of somebody's hiring teams, of a period. */
export function Filters(props: {
  shown: Shown
  /** The page is a posting's: only the period is a question. */
  hasPosting: boolean
  onChange: (shown: Shown) => void
}) {
  const { shown, hasPosting, onChange } = props
  const postings = usePostings()
  const members = useMembers()
  const set = (change: Partial<Shown>) => onChange({ ...shown, ...change })
  return (
    <div className={classes.filters}>
      {hasPosting ? null : (
        <Select
          className={classes.posting ?? ''}
          label="Posting"
          placeholder="All postings"
          data={postings.map(({ id, title }) => ({ value: id, label: title }))}
          value={shown.jobId}
          onChange={(jobId) => set({ jobId })}
          searchable
          clearable
          nothingFoundMessage="No such posting"
        />
      )}
      {!hasPosting && members.length > 1 ? (
        <Select
          label="Hiring teams of"
          placeholder="Everybody"
          data={members.map(({ id, name }) => ({ value: id, label: name }))}
          value={shown.memberId}
          onChange={(memberId) => set({ memberId })}
          searchable
          clearable
          nothingFoundMessage="Nobody of that name"
        />
      ) : null}
      <Select
        label="Arrived"
        data={periods.map((period) => ({ value: period, label: periodWords[period] }))}
        value={shown.period}
        onChange={(period) => set({ period: (period as Period | null) ?? 'all' })}
        allowDeselect={false}
      />
      {shown.period === 'own' ? (
        <>
          <TextInput
            type="date"
            label="From"
            value={shown.from ?? ''}
            max={shown.to ?? undefined}
            onChange={({ currentTarget: { value } }) => set({ from: value || null })}
          />
          <TextInput
            type="date"
            label="To"
            value={shown.to ?? ''}
            min={shown.from ?? undefined}
            onChange={({ currentTarget: { value } }) => set({ to: value || null })}
          />
        </>
      ) : null}
      {shown.period === 'all' ? null : (
        <Switch
          className={classes.switch ?? ''}
          label="Compare with before"
          checked={shown.isCompared}
          onChange={({ currentTarget: { checked } }) => set({ isCompared: checked })}
        />
      )}
    </div>
  )
}
