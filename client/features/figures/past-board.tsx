import type { Stage } from '#protocol/postings'
import { CodePicture } from '../../ui/candidate-badge.tsx'
import type { Placed } from './replay.ts'
import classes from './time-machine.module.css'
import { count, statusWords } from './words.ts'

/** As many as can be taken in while they move. */
const mostCards = 40

/** The board of a moment. Nothing on it can be moved: it is over. */
export function PastBoard(props: {
  stages: readonly Stage[]
  board: ReadonlyMap<string, readonly Placed[]>
  at: number
}) {
  const { stages, board, at } = props
  const known = new Set(stages.map(({ id }) => id))
  const gone = [...board].filter(([id]) => !known.has(id)).flatMap(([, cards]) => cards)
  const columns = [
    ...stages.map(({ id, name }) => ({ id, name, cards: board.get(id) ?? [] })),
    ...(gone.length > 0 ? [{ id: 'gone', name: 'Stages that are gone', cards: gone }] : []),
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.board} aria-label="The board then" tabIndex={0}>
      {columns.map(({ id, name, cards }) => {
        const inPlay = cards.filter(({ status }) => status !== 'rejected' && status !== 'withdrawn')
        const out = cards.length - inPlay.length
        const newest = [...inPlay].sort((a, b) => b.since - a.since)
        return (
          <section key={id} className={classes.column} aria-label={`${name}, ${inPlay.length}`}>
            <h2 className={classes.columnHead}>
              {name} <span className={classes.dim}>{count(inPlay.length)}</span>
            </h2>
            <ul>
              {newest.slice(0, mostCards).map(({ journey, status, since }) => (
                <li key={journey.applicationId} className={classes.pastCard}>
                  <CodePicture code={journey.code} size={20} />
                  <span className={classes.code} title={journey.code}>
                    {journey.code}
                  </span>
                  <span className={classes.dim}>
                    {status === 'active' ? `${Math.floor((at - since) / 86_400_000)} d` : statusWords[status]}
                  </span>
                </li>
              ))}
            </ul>
            {inPlay.length > mostCards ? (
              <p className={classes.dim}>and {count(inPlay.length - mostCards)} more</p>
            ) : null}
            {out > 0 ? <p className={classes.dim}>{count(out)} out of play</p> : null}
          </section>
        )
      })}
    </section>
  )
}
