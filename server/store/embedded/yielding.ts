/** How long one command may hold the process before others get their turn. */
const sliceMs = 1

let sliceStart = performance.now()
let waiting: Promise<void> | undefined

/** Work in small steps, each of which gives something, or nothing yet. Whoever runs it gives way in between. */
export type Steps<T> = Generator<T | undefined, void>

/** Gives way to other connections when the current slice is used up; otherwise costs next to nothing. */
export function pause(): Promise<void> | undefined {
  if (performance.now() - sliceStart < sliceMs) return undefined
  waiting ??= new Promise((resolve) =>
    setImmediate(() => {
      waiting = undefined
      beginSlice()
      resolve()
    }),
  )
  return waiting
}

/** Called when a new turn of the event loop begins work, so that a slice is counted from its own start. */
export function beginSlice(): void {
  sliceStart = performance.now()
}

/** Something others wait for, and what tells them that it is over. */
export interface Pending {
  readonly done: Promise<void>
  settle(error?: Error): void
}

export function pending(): Pending {
  let settle: Pending['settle'] = () => {}
  const done = new Promise<void>((resolve, reject) => {
    settle = (error) => (error ? reject(error) : resolve())
  })
  // A failure reaches everybody who waits; nobody waiting is no reason for the process to end.
  done.catch(() => {})
  return { done, settle }
}

/** Goes through steps, giving way to other work, until there are no more (true) or `visit` says true: enough. */
export async function runSteps<T>(
  steps: Iterable<T | undefined>,
  visit: (item: T) => unknown,
  giveWay = pause,
): Promise<boolean> {
  for (const item of steps) {
    if (item !== undefined && visit(item) === true) return false
    const turn = giveWay()
    if (turn) await turn
  }
  return true
}
