/**
 * What the store answers; null when it answers an error, or not within that time. The driver's own limits of time do not
 * hold while a store that hangs has not been noticed.
 */
export async function within<T>(milliseconds: number, asking: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null)
  })
  const answer = await Promise.race([asking.catch(() => null), late])
  clearTimeout(timer)
  return answer
}
