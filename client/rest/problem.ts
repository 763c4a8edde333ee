import { type ErrorCode, errorCatalogue, type Problem } from '#protocol/errors'

const isKnown = (code: unknown): code is ErrorCode => typeof code === 'string' && code in errorCatalogue

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'status' in value && 'code' in value && isKnown(value.code)

/** A proxy's error page instead of our own answer: its status is all there is to go by. */
function codeOf(status: number): ErrorCode {
  if (status === 401) return 'not-signed-in'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'not-found'
  if (status === 413) return 'body-too-large'
  if (status === 429) return 'rate-limited'
  return status === 502 || status === 503 || status === 504 ? 'store-unavailable' : 'internal'
}

/** The problem a refused response carries, or the closest one to what a proxy between us and the server answered. */
export async function readProblem(response: Response): Promise<Problem> {
  const value: unknown = await response.json().catch(() => null)
  if (isProblem(value)) return value
  const code = codeOf(response.status)
  const { title } = errorCatalogue[code]
  return { type: `about:blank#${code}`, title, status: response.status, detail: `${title}.`, code }
}
