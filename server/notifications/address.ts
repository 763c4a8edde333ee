import { MailRefused } from './mail.ts'

/**
 * One plain address. Anything that could become a second recipient or another header line (line breaks, commas,
 * angle brackets, quotes) is refused rather than repaired: such a value never was somebody's address.
 * @throws {MailRefused} for good
 */
export function plainAddress(address: string): string {
  if (address.length > 254 || !/^[^\s@,;:<>()[\]"\\\p{C}]+@[^\s@,;:<>()[\]"\\\p{C}]+$/u.test(address)) {
    throw new MailRefused('The recipient is no mail address', { isFinal: true })
  }
  return address
}

/** An address as logs and administrators may see it: `a***@example.com`. */
export const maskAddress = (address: string): string => address.replace(/^(.)[^@]*(?=@)/su, '$1***')

/** Masks every address in a text, such as a mail server's answer. */
export const maskAddresses = (text: string): string =>
  text.replace(/[^\s@,;:<>()[\]"'\\]+@[^\s@,;:<>()[\]"'\\]+/gu, maskAddress)
