/**
 * Milliseconds until whatever comes round so often is due again: at least half of it, and at the same moments for all of
 * this process. To be woken costs a processor that has nothing else to do more than most looks do, so they are one waking;
 * other processes have moments of their own.
 * @param every milliseconds
 */
export function untilBeat(every: number): number {
  const wait = every - (performance.now() % every)
  return wait < every / 2 ? wait + every : wait
}
