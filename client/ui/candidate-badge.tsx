import { memo } from 'react'
import classes from './candidate-badge.module.css'
import { codePattern } from './code-pattern.ts'

/** The picture beside a code name; decoration only, the name says it all. */
export const CodePicture = memo(function CodePicture({ code, size = 24 }: { code: string; size?: number }) {
  const { hue, cells } = codePattern(code)
  return (
    <svg
      className={`${classes.pattern} ${classes[`hue${hue}`]}`}
      width={size}
      height={size}
      viewBox="-1 -1 7 7"
      aria-hidden="true"
    >
      {cells.map((row, y) =>
        row.map((isFilled, x) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place.
          isFilled ? <rect key={`${x}-${y}`} x={x + 0.06} y={y + 0.06} width={0.88} height={0.88} rx={0.22} /> : null,
        ),
      )}
    </svg>
  )
})

/** A candidate as everyone sees them: `Amber Heron · 7F` with its pattern. Revealed to the reader: the name beside it. */
export function CandidateBadge(props: { code: string; name?: string | null; size?: number }) {
  const { code, name, size = 24 } = props
  return (
    <span className={classes.badge}>
      <CodePicture code={code} size={size} />
      {/* What is too long ends in the ellipsis: a name in Arabic at its left. */}
      <span className={classes.code} dir="auto" title={name ? `${name} (${code})` : code}>
        {name ?? code}
        {name ? <span className={classes.aside}> {code}</span> : null}
      </span>
    </span>
  )
}
