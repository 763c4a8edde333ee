import { AppError } from '../app-error.ts'

/**
 * Holds the caller to the version that `If-Match` named.
 * @throws {AppError} `version-mismatch` (412)
 */
export function expectVersion(record: { readonly version: number }, ifVersion: number | undefined): void {
  if (ifVersion === undefined || ifVersion === record.version) return
  throw new AppError(
    'version-mismatch',
    `You changed version ${ifVersion}, but it is at version ${record.version} now. Load it again.`,
  )
}
