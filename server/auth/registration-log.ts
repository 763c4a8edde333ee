import { AppError } from '../app-error.ts'
import type { Visitor } from '../http/actor.ts'
import type { Log } from '../log.ts'
import { maskAddress } from './addresses.ts'

/** What a line says of somebody who registers; the address is masked. */
type Registration = { readonly email: string } & (
  | { readonly as: 'employer'; readonly companyName: string }
  | { readonly as: 'consultant' }
)

/** Every attempt leaves a line, without the password and with the address masked. */
export async function loggedRegistration<T>(
  log: Log,
  { ip, request }: Visitor,
  { email, ...rest }: Registration,
  attempt: () => Promise<T>,
): Promise<T> {
  const about = { request, event: 'registration', email: maskAddress(email), ...rest, ip }
  try {
    const result = await attempt()
    log.info({ ...about, outcome: 'accepted' }, 'somebody registered')
    return result
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'internal'
    log.info({ ...about, outcome: 'refused', code }, 'a registration was refused')
    throw error
  }
}
