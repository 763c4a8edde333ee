/** Reads in flight at most: few wait at all while little is asked, and what waits goes together when much is. */
const mostInFlight = 2

/**
 * Reads by key, many keys at once. Each read begins after it was asked for, so it is as new as one of its own; who
 * asks for the same key before its read has begun shares it.
 */
export function createBatchedRead<Value>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | null> {
  interface Waiting {
    readonly promise: Promise<Value | null>
    readonly settle: (outcome: Promise<Value | null>) => void
  }
  let waiting = new Map<string, Waiting>()
  let inFlight = 0

  function wait(): Waiting {
    let settle: Waiting['settle'] = () => undefined
    const promise = new Promise<Value | null>((resolve) => {
      settle = resolve
    })
    return { promise, settle }
  }

  async function drain(): Promise<void> {
    inFlight++
    // Whoever asks in the same turn goes along.
    await Promise.resolve()
    while (waiting.size > 0) {
      const batch = waiting
      waiting = new Map()
      const found = read([...batch.keys()])
      for (const [key, { settle }] of batch) settle(found.then((values) => values.get(key) ?? null))
      // Each of those who wait hears of a failure by itself.
      await found.catch(() => undefined)
    }
    inFlight--
  }

  return (key) => {
    const asked = waiting.get(key) ?? wait()
    waiting.set(key, asked)
    if (inFlight < mostInFlight) void drain()
    return asked.promise
  }
}
