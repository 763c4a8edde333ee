import { Badge } from '@mantine/core'
import type { FairnessTrait } from '#protocol/fairness'
import { Table } from './card.tsx'
import { groupWords, monthWords, verdictWords } from './fairness-words.ts'
import classes from './figures.module.css'

/** Month by month, hires against rejections: ratios alone. */
export function FairnessMonths({ trait }: { trait: FairnessTrait }) {
  const months = trait.months.filter(({ groups }) => groups.some(({ impactRatio }) => impactRatio !== null))
  if (months.length === 0) return null
  const groups = [...new Set(months.flatMap((month) => month.groups.map(({ group }) => group)))].filter((group) =>
    months.some((month) => month.groups.some((one) => one.group === group && one.impactRatio !== null)),
  )
  return (
    <section className={classes.card} aria-label="Month by month">
      <h2 className={classes.name}>Hired against rejected, month by month</h2>
      <Table caption="Rate of hires, of the highest, by month" heads={['Month', ...groups.map(groupWords)]}>
        {[...months].reverse().map(({ month, groups: of }) => (
          <tr key={month}>
            <th scope="row">{monthWords(month)}</th>
            {groups.map((group) => {
              const one = of.find((each) => each.group === group)
              const { label, color } = verdictWords[one?.verdict ?? 'insufficient-data']
              return (
                <td key={group}>
                  {one?.impactRatio == null ? (
                    '–'
                  ) : (
                    <Badge color={color} aria-label={`${one.impactRatio.toFixed(1)}: ${label}`}>
                      {one.isBound ? '≤ ' : ''}
                      {one.impactRatio.toFixed(1)}
                    </Badge>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </Table>
      <p className={classes.foot}>
        Each group’s rate of hires divided by the highest one of the month, rounded. Below 0.8 is a reason to look.
      </p>
    </section>
  )
}
