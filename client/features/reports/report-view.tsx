import type { Report } from '#protocol/reports'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { Tip } from '../../ui/tip.tsx'
import css from './reports.module.css'
import { isNumeric, typeWords, valueWords } from './words.ts'

/** Rows that are drawn: a table of thousands is for a file. */
const mostShown = 200

/** A report as it is read: its figures, then its rows. */
export function ReportView({ report, choice, isOld }: { report: Report; choice: string; isOld: boolean }) {
  const { type, title, figures, columns, rows, total, notes, asOf } = report
  const shown = rows.slice(0, mostShown)
  return (
    <section aria-label={title} aria-busy={isOld} className={isOld ? css.old : undefined}>
      {/* On the page the choices above say it; they are not printed. */}
      <h2 className={css.choice}>{choice}</h2>
      <p className={css.about}>
        {typeWords[type].about} As of <TimeAgo at={asOf} />.
      </p>
      <dl className={css.figures}>
        {figures.map(({ key, label, value, kind, definition }) => (
          <div key={key}>
            <dt>
              <Tip label={definition}>
                <span className={css.defined}>{label}</span>
              </Tip>
            </dt>
            <dd>{valueWords(value, kind)}</dd>
          </div>
        ))}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
      <section className={css.scroll} tabIndex={0} aria-label={`${title}, table`}>
        <table className={css.table}>
          <thead>
            <tr>
              {columns.map(({ key, label, kind }) => (
                <th key={key} scope="col" className={isNumeric(kind) ? css.number : undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a report have no identity of their own.
              <tr key={i}>
                {columns.map(({ key, kind }, column) => (
                  <td key={key} className={isNumeric(kind) ? css.number : undefined}>
                    {valueWords(row[column] ?? null, kind)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {total > shown.length && (
        <p className={css.note}>
          Here are {shown.length} of {total} rows. The CSV has all of them.
        </p>
      )}
      {notes.map((note) => (
        <p className={css.note} key={note}>
          {note}
        </p>
      ))}
    </section>
  )
}
