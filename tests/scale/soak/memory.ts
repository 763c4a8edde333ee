import { readdirSync, readFileSync } from 'node:fs'
import { median } from '../../delays.ts'

/** What a process held at a moment. */
export interface Sample {
  /** Milliseconds of the epoch. */
  readonly at: number
  /** Resident, and the part of it that is not files mapped into memory, in MiB. */
  readonly resident: number
  readonly own: number
  /** Processor time so far, in seconds. */
  readonly cpu: number
  /** Its open descriptors, of which nearly all are connections. */
  readonly open: number
}

/** Null: it has ended. */
function sampleOf(pid: number): Sample | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const mib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    // utime and stime in clock ticks, of which Linux has a hundred a second.
    const cpu = (Number(stat[11]) + Number(stat[12])) / 100
    const open = readdirSync(`/proc/${pid}/fd`).length
    return { at: Date.now(), resident: mib('VmRSS'), own: mib('RssAnon'), cpu, open }
  } catch {
    return null
  }
}

/** One process as long as it lived. */
export interface Life {
  readonly name: string
  readonly pid: number
  readonly samples: Sample[]
}

/** Looks at processes now and then; whoever is started anew is another one. */
export class Watch {
  readonly lives: Life[] = []
  readonly #timer: NodeJS.Timeout

  constructor(pids: () => Readonly<Record<string, number | null>>, interval: number) {
    const look = () => {
      for (const [name, pid] of Object.entries(pids())) {
        const sample = pid === null ? null : sampleOf(pid)
        if (pid === null || !sample) continue
        const known = this.lives.find((life) => life.pid === pid)
        if (known) known.samples.push(sample)
        else this.lives.push({ name, pid, samples: [sample] })
      }
    }
    look()
    this.#timer = setInterval(look, interval)
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}

/** Share by which the connections of two moments may differ, to be as many. */
const alike = 0.05

/**
 * How fast memory grows while as many are connected, in MiB a minute: the median of the slopes between all pairs of such
 * samples (Theil-Sen), which a few high ones before a collection do not move. When a node dies its pages go to others,
 * whose memory grows with them. NaN without a pair.
 */
export function slopeOf(samples: readonly Sample[], of: 'resident' | 'own'): number {
  const slopes = samples.flatMap((a, i) =>
    samples
      .slice(i + 1)
      .filter((b) => Math.abs(b.open - a.open) <= alike * a.open)
      .map((b) => ((b[of] - a[of]) * 60_000) / (b.at - a.at)),
  )
  return slopes.length === 0 ? Number.NaN : median(slopes)
}
