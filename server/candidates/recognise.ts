import { fold } from './redaction/folded-text.ts'

/** By what somebody is found in texts that know of no ids. */
export interface Recognised {
  readonly hasAddress: (text: string) => boolean
  /** The whole name, in whatever case, accents and spaces. */
  readonly hasName: (text: string) => boolean
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const anyAddress = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u

export const holdsAnAddress = (text: string): boolean => anyAddress.test(text)

/**
 * Finds a name and an address where they stand as a whole: of `ann@example.com` nothing is in `joann@example.com`, and
 * `Ann Lee` is not in `Joann Leeds`.
 */
export function recognise({ name, email }: { readonly name: string; readonly email: string }): Recognised {
  const address = new RegExp(
    `(?<![\\p{L}\\p{N}._%+-])${escaped(email.trim().toLowerCase())}(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])`,
    'u',
  )
  const parts = fold(name).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const whole = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}])${parts.join('[^\\p{L}\\p{M}\\p{N}]+')}(?![\\p{L}\\p{M}\\p{N}])`,
    'u',
  )
  return {
    hasAddress: (text) => email.trim() !== '' && address.test(text.toLowerCase()),
    hasName: (text) => parts.length > 0 && whole.test(fold(text)),
  }
}
