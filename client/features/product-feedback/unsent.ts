/** What one person has typed and not sent, for as long as the page is open. */
let unsent = { userId: '', text: '' }

export const unsentOf = (userId: string): string => (unsent.userId === userId ? unsent.text : '')

export function keepUnsent(userId: string, text: string): void {
  unsent = { userId, text }
}
