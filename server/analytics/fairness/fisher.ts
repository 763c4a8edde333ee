/** Two groups by two outcomes. */
export interface TwoByTwo {
  readonly a: { readonly passed: number; readonly stopped: number }
  readonly b: { readonly passed: number; readonly stopped: number }
}

/** `logs[n]` is the logarithm of n factorial; longer when a larger one is asked for. */
let logs = new Float64Array([0, 0])

function logFactorial(n: number): number {
  if (n >= logs.length) {
    const longer = new Float64Array(Math.max(n + 1, 2 * logs.length))
    longer.set(logs)
    for (let i = logs.length; i < longer.length; i++) longer[i] = (longer[i - 1] ?? 0) + Math.log(i)
    logs = longer
  }
  return logs[n] ?? 0
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k)

/** Tables as likely as the observed one count, also where rounding says that they are a little more so (as in R). */
const tolerance = 1 + 1e-7

/**
 * Fisher's exact test, two-sided: how likely a table at least as unlikely as this one is, when passing has nothing to do
 * with the group and all margins are as they are. Between 0 and 1.
 */
export function fisherExact({ a, b }: TwoByTwo): number {
  const [first, second] = [a.passed + a.stopped, b.passed + b.stopped]
  const passed = a.passed + b.passed
  const all = logChoose(first + second, passed)
  const likelihood = (k: number) => Math.exp(logChoose(first, k) + logChoose(second, passed - k) - all)
  const observed = likelihood(a.passed) * tolerance
  let sum = 0
  for (let k = Math.max(0, passed - second); k <= Math.min(first, passed); k++) {
    const one = likelihood(k)
    if (one <= observed) sum += one
  }
  return Math.min(1, sum)
}
