import type { Duration, FigureRows } from '#protocol/analytics'
import classes from './figures.module.css'
import { Num } from './number.tsx'
import { lasting } from './words.ts'

interface Time {
  readonly name: string
  readonly of: FigureRows
  readonly time: Duration
  readonly before: Duration | undefined
}

/** How long things take: what half did not exceed, then four in five. */
export function Times({ times }: { times: readonly Time[] }) {
  return (
    <div className={classes.times}>
      {times.map(({ name, of, time, before }) => (
        <div key={name}>
          {times.length > 1 ? <div className={classes.bigName}>{name}</div> : null}
          <div className={classes.time}>{lasting(time.medianHours)}</div>
          <div className={classes.dim}>
            {time.p80Hours === null ? null : (
              <>four in five within {time.p80Hours < 1 ? 'an hour' : lasting(time.p80Hours)} · </>
            )}
            <Num n={time.n} of={of} title={`${name}, measured`} /> measured
            {before ? <> · {lasting(before.medianHours)} before</> : null}
          </div>
        </div>
      ))}
    </div>
  )
}
