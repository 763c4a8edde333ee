/**
 * Reads of the same, asked for by many at once. Each read begins after it was asked for, so it is as new as one of its own;
 * who asks while one is under way shares the next with everybody who does.
 */
export function createSharedRead<Value>(): (key: string, read: () => Promise<Value>) => Promise<Value> {
  interface UnderWay {
    /** Settled when the read is, whatever came of it. */
    readonly over: Promise<void>
    next: Promise<Value> | null
  }
  const underWay = new Map<string, UnderWay>()

  function begin(key: string, read: () => Promise<Value>): Promise<Value> {
    const found = read()
    const over = found.then(
      () => undefined,
      () => undefined,
    )
    const own: UnderWay = { over, next: null }
    underWay.set(key, own)
    void over.then(() => {
      if (!own.next) underWay.delete(key)
    })
    return found
  }

  return (key, read) => {
    const before = underWay.get(key)
    if (!before) return begin(key, read)
    before.next ??= before.over.then(() => begin(key, read))
    return before.next
  }
}
