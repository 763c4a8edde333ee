/** So many at once keep a server busy, and each still gets its answer soon. */
const atOnce = 8

/** Does the work for each item, a few at once, in their order. @throws with the first failure */
export async function inParallel<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const one = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
}
