import { createContext, useContext } from 'react'
import type { FigureRows } from '#protocol/analytics'
import classes from './figures.module.css'
import { count } from './words.ts'

/** Opens the applications behind a number. */
export const OpenRows = createContext<(of: FigureRows, title: string) => void>(() => undefined)

/** A number that opens what it counts. */
export function Num(props: {
  n: number | null
  of: FigureRows
  title: string
  /** What stands in place of the number, such as a rate. */
  text?: string
}) {
  const { n, of, title, text = count(n ?? 0) } = props
  const open = useContext(OpenRows)
  if (n === null) return <span title="Of so few that it would tell of one">–</span>
  if (n === 0) return <span>{text}</span>
  return (
    <button
      type="button"
      className={classes.number}
      aria-label={`${text}: ${title}. Show them`}
      onClick={() => open(of, title)}
    >
      {text}
    </button>
  )
}
