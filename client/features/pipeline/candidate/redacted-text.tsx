import { Fragment } from 'react'
import css from './candidate-pane.module.css'

/** The server puts words like `[name withheld]` where something would tell who the candidate is. */
const mark = /(\[[^[\]\n]{2,40}\])/

/** A text in which what was withheld looks withheld, not like a word of the candidate's. */
export function RedactedText({ text }: { text: string }) {
  return text.split(mark).map((part, index) =>
    mark.test(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move.
      <span key={index} className={css.redacted}>
        {part.slice(1, -1)}
      </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move.
      <Fragment key={index}>{part}</Fragment>
    ),
  )
}
