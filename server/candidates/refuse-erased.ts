import { AppError } from '../app-error.ts'

/** @throws {AppError} `conflict`: of somebody who was deleted nothing is learned or kept anew, and nobody decides on them */
export function refuseErased({ erasedAt }: { readonly erasedAt?: Date | undefined }): void {
  if (!erasedAt) return
  throw new AppError('conflict', 'This candidate had their data deleted. Only the code name is left.')
}
