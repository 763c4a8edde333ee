import { Fragment } from 'react'
import css from './redacted-text.module.css'

/** The server puts these blocks where something would tell who the candidate is. */
const mark = /(▇+)/

/** A text in which what was withheld looks withheld, and is read aloud as such. */
export function RedactedText({ text }: { text: string }) {
  return text.split(mark).map((part, index) =>
    part.startsWith('▇') ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move.
      <span key={index} className={css.redacted}>
        withheld
      </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move.
      <Fragment key={index}>{part}</Fragment>
    ),
  )
}
