import { Badge, SegmentedControl, Skeleton } from '@mantine/core'
import { IconShieldHalf } from '@tabler/icons-react'
import { useState } from 'react'
import { endpoints, type FairnessTrait } from '#protocol/fairness'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { Table } from './card.tsx'
import { FairnessMonths } from './fairness-months.tsx'
import {
  caution,
  groupHeads,
  groupWords,
  pWords,
  rangeWords,
  rateWords,
  ratioWords,
  stepWords,
  traitWords,
  verdictWords,
} from './fairness-words.ts'
import classes from './figures.module.css'
import { applicationEntries } from './topics.ts'
import { dayWords } from './words.ts'

/** Numbers are released now and then: there is nothing to hurry for, in milliseconds. */
const pause = 5000

/** Selection by group: numbers that speak of many, and words that claim nothing. */
export default function FairnessPanel() {
  const { employerId } = useMembership()
  const live = useLiveQuery(
    queryOf(endpoints.readFairness, { params: { employerId }, query: {} }),
    applicationEntries,
    pause,
  )
  const [trait, setTrait] = useState<string | null>(null)
  if (live.status === 'loading') return <Skeleton height={420} radius={12} />
  if (live.status === 'failed') {
    return <ErrorState title="Fairness could not be loaded" message={messageOf(live.error)} retry={live.retry} />
  }
  const { traits, withheld, definition, asOf } = live.data
  const shown = traits.find((one) => one.trait === trait) ?? traits[0]
  if (withheld !== null || !shown) {
    return (
      <EmptyState icon={<IconShieldHalf size={28} />} title="Nothing to show here">
        {withheld ?? 'Once candidates answer the voluntary questions, selection by group appears here.'}
      </EmptyState>
    )
  }
  return (
    <div className={classes.fairness}>
      <p className={classes.caution}>{caution}</p>
      {traits.length > 1 ? (
        <SegmentedControl
          mb="lg"
          aria-label="Question"
          data={traits.map((one) => ({ value: one.trait, label: traitWords(one.trait) }))}
          value={shown.trait}
          onChange={setTrait}
        />
      ) : null}
      <Steps trait={shown} />
      <Within trait={shown} />
      <FairnessMonths trait={shown} />
      <p className={classes.foot}>
        {definition} As of <TimeAgo at={asOf} />.
      </p>
    </div>
  )
}

function Steps({ trait }: { trait: FairnessTrait }) {
  const [step, setStep] = useState<FairnessTrait['steps'][number]['step']>('overall')
  const shown = trait.steps.find((one) => one.step === step)
  if (!shown) return null
  const known = shown.groups.filter(({ entered }) => entered !== null)
  const hidden = shown.groups.length - known.length
  return (
    <section className={classes.card} aria-label="Selection by group">
      <div className={classes.head}>
        <h2 className={classes.name}>Selection by group</h2>
      </div>
      <SegmentedControl
        my="sm"
        size="sm"
        className={classes.steps ?? ''}
        aria-label="Step"
        data={trait.steps.map((one) => ({ value: one.step, label: stepWords(one.step) }))}
        value={step}
        onChange={(next) => setStep(next as typeof step)}
      />
      {known.length === 0 ? (
        <p className={classes.sentence}>
          Too few of those who answered this question have had a decision here: groups cannot be compared yet.
        </p>
      ) : (
        <Table caption={`Selection by ${traitWords(trait.trait)}, ${stepWords(step)}`} heads={groupHeads}>
          {known.map((one) => {
            const { label, color } = verdictWords[one.verdict]
            return (
              <tr key={one.group}>
                <th scope="row">
                  {groupWords(one.group)}
                  {one.asOf ? <span className={classes.dim}> · as of {dayWords(one.asOf)}</span> : null}
                </th>
                <td>{rangeWords(one.entered)}</td>
                <td>{rangeWords(one.passed)}</td>
                <td>{rateWords(one.rate)}</td>
                <td>{one.group === shown.reference ? 'highest' : ratioWords(one)}</td>
                <td>{one.group === shown.reference ? '' : pWords(one)}</td>
                <td>
                  <Badge color={color}>{one.group === shown.reference ? 'Compared with' : label}</Badge>
                </td>
              </tr>
            )
          })}
        </Table>
      )}
      {hidden > 0 && known.length > 0 ? (
        <p className={classes.foot}>
          {hidden} {hidden === 1 ? 'group is' : 'groups are'} not shown: too few people, or too few settled since the
          last release.
        </p>
      ) : null}
    </section>
  )
}

const withinHeads = [
  { label: 'Group' },
  { label: 'Odds of a hire', about: 'Compared with the group whose odds are highest: 1.0 means alike.' },
  { label: 'By chance (p)', about: 'How likely chance alone makes a difference this large.' },
] as const

/** What is left of a difference within postings: groups may have applied for different ones. */
function Within({ trait }: { trait: FairnessTrait }) {
  if (trait.within.length === 0) return null
  return (
    <section className={classes.card} aria-label="Within postings">
      <h2 className={classes.name}>Within postings</h2>
      <p className={classes.sentence}>
        A difference over all postings can come from where people applied. This compares only within each posting.
      </p>
      <Table caption="Hires within postings" heads={withinHeads}>
        {trait.within.map(({ group, oddsRatio, p }) => (
          <tr key={group}>
            <th scope="row">{groupWords(group)}</th>
            <td>{oddsRatio.toFixed(1)}</td>
            <td>{p < 0.01 ? '< 0.01' : p.toFixed(2)}</td>
          </tr>
        ))}
      </Table>
      <p className={classes.foot}>1.0 means alike. Common odds ratio over postings (Mantel and Haenszel), rounded.</p>
    </section>
  )
}
