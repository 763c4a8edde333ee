/**
 * Resolves at the first signal to stop. Whatever comes after it changes nothing: npm passes on what a terminal has sent
 * to all of its processes already, and a second Ctrl-C would else end the process in the middle of stopping.
 */
export const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal))
  })
