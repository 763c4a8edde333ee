import { ActionIcon, Skeleton } from '@mantine/core'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import { type ReactNode, Suspense, useId, useState } from 'react'
import { Tip } from '../../ui/tip.tsx'
import classes from './figures.module.css'

/** One figure: a sentence, a picture or its table, what it counts. */
export function Card(props: {
  name: string
  sentence: string
  definition: string
  chart?: ReactNode
  /** Behind each chart; without one it is all there is. */
  table: ReactNode
  isWide?: boolean
}) {
  const { name, sentence, definition, chart, table, isWide = false } = props
  const [isTable, setIsTable] = useState(false)
  const id = useId()
  const Icon = isTable ? IconChartBar : IconTable
  const words = isTable ? `Show ${name} as a chart` : `Show ${name} as a table`
  return (
    <section className={`${classes.card} ${isWide ? classes.wide : ''}`} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 className={classes.name} id={id}>
          {name}
        </h2>
        {chart ? (
          <Tip label={words}>
            <ActionIcon aria-label={words} aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
              <Icon size={18} stroke={1.75} />
            </ActionIcon>
          </Tip>
        ) : null}
      </div>
      <p className={classes.sentence}>{sentence}</p>
      <div className={classes.body}>
        {chart && !isTable ? (
          <Suspense fallback={<Skeleton height={232} radius={8} />}>
            <div role="img" aria-label={`${name}: ${sentence}`}>
              {chart}
            </div>
          </Suspense>
        ) : (
          table
        )}
      </div>
      <p className={classes.foot}>{definition}</p>
    </section>
  )
}

/** What stands above a column; with `about` it says what it means. */
type Head = string | { readonly label: string; readonly about?: string }

const headOf = (head: Head) => (typeof head === 'string' ? { label: head } : head)

/** Rows of figures under a head; each number opens what it counts. */
export function Table(props: { caption: string; heads: readonly Head[]; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.tableScroll} tabIndex={0} aria-label={`${props.caption}, table`}>
      <table className={classes.table}>
        <thead>
          <tr>
            {props.heads.map(headOf).map(({ label, about }) => (
              <th key={label} scope="col">
                {about === undefined ? (
                  label
                ) : (
                  <Tip label={about} width={260}>
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the meaning must be reachable by keyboard. */}
                    <span className={classes.explained} tabIndex={0}>
                      {label}
                    </span>
                  </Tip>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </section>
  )
}
