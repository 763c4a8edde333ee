/** Why the server ended the connection for good; anything else it ends is tried again. */
export type Denial = 'signed-out' | 'forbidden' | 'missing' | 'too-large' | 'refused'

const denials: Readonly<Record<number, Denial>> = {
  4401: 'signed-out',
  4403: 'forbidden',
  4404: 'missing',
  4413: 'too-large',
}

/** Close codes after which the very same would happen again: those of the server's own, and of a broken frame. */
export const isFinal = (code: number): boolean => (code >= 4400 && code < 4500) || code === 1008 || code === 1009

export const denialOf = (code: number): Denial => denials[code] ?? (code === 1009 ? 'too-large' : 'refused')

export const denialWords: Readonly<Record<Denial, { readonly title: string; readonly message: string }>> = {
  'signed-out': {
    title: 'You are signed out',
    message: 'Sign in again to go on. What was not saved yet is kept in this browser.',
  },
  forbidden: { title: 'You may not open this text any more', message: 'Somebody changed what you may see.' },
  missing: { title: 'This text is not there any more', message: 'It was deleted, perhaps together with its posting.' },
  'too-large': {
    title: 'The text is too large',
    message: 'The last changes cannot be stored. Copy them elsewhere, and undo what was pasted last.',
  },
  refused: {
    title: 'The server did not take the last change',
    message: 'Copy what you wrote last, then load the page again.',
  },
}
