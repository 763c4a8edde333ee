import type { Fault, Finding } from '../../faults/chat/ledger.ts'
import { faceOf, type Given, stampOf } from './face.ts'
import { Samples, type Span } from './samples.ts'

const enough = 50

/** What all pages of one process were given, and what was wrong with it. */
export class Witness {
  readonly findings: Finding[] = []
  /** What every entry says that somebody here was shown, by stream and number. */
  readonly shown = new Map<string, string[]>()
  readonly samples = new Samples()
  /** From losing the connection until everything missed was there. */
  readonly absences: Span[] = []
  given = 0

  find(fault: Fault, what: string): void {
    if (this.findings.length < enough) this.findings.push({ fault, what })
  }

  /** An entry whose turn it was on this page. Under its number everybody is shown the same. */
  saw(who: string, stream: string, entry: Given, isLive: boolean): void {
    this.given++
    if (entry.type === 'hidden') return
    if (isLive) this.#timed(entry)
    const faces = this.shown.get(stream) ?? []
    this.shown.set(stream, faces)
    const face = faceOf(entry)
    const first = faces[entry.seq]
    faces[entry.seq] ??= face
    if (first !== undefined && first !== face)
      this.find('disordered', `${entry.seq} of ${stream} is ${first} to some and ${face} to ${who}`)
  }

  #timed({ type, body, at }: Given): void {
    const now = Date.now()
    if (type === 'application.moved' && at !== undefined) this.samples.add('move', [Date.parse(at), now])
    const stamp = stampOf(body ?? '')
    if (!Number.isNaN(stamp)) this.samples.add('message', [stamp, now])
  }
}
