import type { PostingSummary } from '#protocol/postings'
import { useColleagues } from '../../rest/use-colleagues.ts'
import type { Told } from './replay.ts'
import { isOwnDoing, storyWords } from './story-words.ts'
import classes from './time-machine.module.css'
import { momentWords } from './words.ts'

const shownMoves = 9

/** Who did what, up to the moment: the last first. */
export function PastStory({ story, done, posting }: { story: readonly Told[]; done: number; posting: PostingSummary }) {
  const nameOf = useColleagues()
  const stageOf = (id: string) => posting.stages.find((one) => one.id === id)?.name ?? 'a stage that is gone'
  const shown = story.slice(Math.max(0, done - shownMoves), done).reverse()
  return (
    <section className={classes.story} aria-label="Who did what">
      <h2 className={classes.title}>Who did what</h2>
      <ol>
        {shown.map((told) => (
          <li key={told.move.seq}>
            <div>
              {isOwnDoing(told) ? null : (
                <>
                  <strong>{told.move.by === null ? 'ClearView' : nameOf(told.move.by)}</strong>{' '}
                </>
              )}
              {storyWords(told, stageOf)}
            </div>
            <div className={classes.dim}>{momentWords(Date.parse(told.move.at))}</div>
          </li>
        ))}
      </ol>
      {done === 0 ? <p className={classes.dim}>Nothing had happened yet.</p> : null}
    </section>
  )
}
