import { StoreError } from './errors.ts'

/** How long one command may hold the process before others get their turn. */
const sliceMs = 1

let sliceStart = performance.now()
let waiting: Promise<void> | undefined

/** Gives way to other connections when the current slice is used up; otherwise costs next to nothing. */
export function pause(): Promise<void> | undefined {
  if (performance.now() - sliceStart < sliceMs) return undefined
  waiting ??= new Promise((resolve) =>
    setImmediate(() => {
      sliceStart = performance.now()
      waiting = undefined
      resolve()
    }),
  )
  return waiting
}

/** Called when a new turn of the event loop begins work, so that a slice is counted from its own start. */
export function beginSlice(): void {
  sliceStart = performance.now()
}

/** When a command has to be done (`maxTimeMS`); looked at where its search for documents gives way. */
export class Deadline {
  #at: number

  constructor(maxTimeMs = 0) {
    this.#at = maxTimeMs > 0 ? performance.now() + maxTimeMs : Number.POSITIVE_INFINITY
  }

  check(): void {
    if (performance.now() > this.#at) throw new StoreError(50, 'operation exceeded time limit')
  }

  /** The command is answered: the time until a cursor is asked again does not count. */
  met(): void {
    this.#at = Number.POSITIVE_INFINITY
  }
}
