/** By this addresses are compared: nobody registers twice by writing a letter large. */
export const emailKeyOf = (email: string): string => email.trim().toLowerCase()

/** An address as logs may keep it: enough to recognise, too little to write to. */
export function maskAddress(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? '***' : `${email.charAt(0)}***${email.slice(at)}`
}

/** A name for somebody who gave none: `ada.lovelace@…` reads as Ada Lovelace until they change it. */
export function nameFromAddress(email: string): string {
  const words = (email.split('@')[0] ?? '')
    .replace(/\+.*$/, '')
    .split(/[._-]+/)
    .filter((word) => word !== '')
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || email
}
