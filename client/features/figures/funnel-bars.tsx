import type { FunnelStage } from '#protocol/analytics'
import classes from './figures.module.css'
import { Num } from './number.tsx'
import { count, kindWords, share } from './words.ts'

/** How far applications got: a bar and a number for each kind of stage, and what share went on from there. */
export function FunnelBars(props: { stages: readonly FunnelStage[]; before: readonly FunnelStage[] | null }) {
  const { stages, before } = props
  const most = Math.max(1, ...stages.map(({ reached }) => reached))
  return (
    <dl className={classes.bars}>
      {stages.map(({ kind, reached, waiting, passThrough }, i) => (
        <div className={classes.row} key={kind}>
          <dt>{kindWords(kind)}</dt>
          <dd className={classes.bar} aria-hidden="true">
            <div className={classes.track}>
              {reached > 0 ? <div className={classes.fill} style={{ width: `${(reached / most) * 100}%` }} /> : null}
            </div>
          </dd>
          <dd className={classes.right}>
            <Num n={reached} of={`reached-${kind}`} title={`Came as far as ${kindWords(kind)}`} />
            {before ? <span className={classes.dim}> ({count(before[i]?.reached ?? 0)} before)</span> : null}
          </dd>
          <dd className={`${classes.dim} ${classes.right}`}>
            {passThrough === null ? null : `${share(passThrough)} went on`}
            {waiting > 0 && kind !== 'hired' ? (
              <>
                {passThrough === null ? '' : ' · '}
                <Num n={waiting} of={`waiting-${kind}`} title={`Waiting in ${kindWords(kind)}`} /> wait
              </>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}
