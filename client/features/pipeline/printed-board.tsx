import type { Stage } from '#protocol/postings'
import { counted } from '../../ui/counted.ts'
import { exactTime } from '../../ui/relative-time.ts'
import { usePrinting } from '../../ui/use-printing.ts'
import { daysSince } from './arrange.ts'
import { useBoardApi, useColumn, useColumnSummary } from './board-context.tsx'
import { statusWords } from './card-actions.ts'
import { statuses } from './filter-bar.tsx'
import { chipsOf } from './filter-chips.tsx'
import type { Filters } from './filters.ts'
import css from './printed-board.module.css'
import { scoreSentence } from './scores.ts'
import { useColumns } from './use-columns.ts'

interface PrintedBoardProps {
  readonly filters: Filters
}

/** The board on paper: all cards that the filters leave, stage by stage. The columns hold only what fits on a screen. */
export function PrintedBoard({ filters }: PrintedBoardProps) {
  return usePrinting() ? <Sheet filters={filters} /> : null
}

function Sheet({ filters }: PrintedBoardProps) {
  const { stages } = useBoardApi()
  const columns = useColumns()
  const shown = statuses.filter(({ value }) => filters.statuses.includes(value)).map(({ label }) => label)
  const narrowed = chipsOf(filters, stages).map(({ words }) => words)
  const search = filters.text === '' ? [] : [`“${filters.text}”`]
  return (
    <div className={css.sheet}>
      <p className={css.what}>
        {[shown.join(', '), ...narrowed, ...search, `as of ${exactTime(new Date().toISOString())}`].join(' · ')}
      </p>
      {columns.map((stage) => (
        <PrintedStage key={stage.id} stage={stage} />
      ))}
    </div>
  )
}

function PrintedStage({ stage }: { stage: Stage }) {
  const { ids } = useColumn(stage.id)
  const days = useColumnSummary(stage.id)?.medianDays ?? null
  return (
    <section>
      <h2 className={css.name}>{stage.name}</h2>
      <p className={css.what}>
        {counted(ids.length, 'candidate')}
        {days === null
          ? ''
          : `, half of them here for ${days === 0 ? 'less than a day' : `${counted(days, 'day')} or longer`}`}
      </p>
      {ids.length > 0 && (
        <table className={css.cards}>
          <thead>
            <tr>
              <th scope="col">Candidate</th>
              <th scope="col">Source</th>
              <th scope="col">Stands</th>
              <th scope="col">Here for</th>
            </tr>
          </thead>
          <tbody>
            {ids.map((id) => (
              <PrintedCard key={id} id={id} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function PrintedCard({ id }: { id: string }) {
  const { store } = useBoardApi()
  const view = store.card(id)
  if (view === undefined) return null
  const { candidate, source, selected, status, stageSince } = view.application
  const days = daysSince(stageSince, Date.now())
  const stands = [statusWords[status] ?? (selected ? 'Selected' : null), scoreSentence(view.score)].filter(
    (part) => part !== null,
  )
  return (
    <tr>
      <th scope="row">{candidate.name === null ? candidate.code : `${candidate.name} (${candidate.code})`}</th>
      <td>{source ?? 'No source'}</td>
      <td>{stands.join(', ')}</td>
      <td>{days === 0 ? 'today' : counted(days, 'day')}</td>
    </tr>
  )
}
