import type { SaveDescription } from '../../ui/save-badge.tsx'

/** What decides the words of the save badge. */
export interface SaveFacts {
  /** `open`: the server answered and both sides have exchanged what they had. */
  readonly link: 'connecting' | 'open' | 'lost'
  /** Changes the server has not been seen to store. */
  readonly unsaved: number
  /** Everything in this page is proven to be stored. */
  readonly isProven: boolean
  /** What is not saved yet is kept in this browser, and survives a reload. */
  readonly isKept: boolean
  readonly canWrite: boolean
}

const counted = (count: number) => `${count} change${count === 1 ? '' : 's'}`

/** The words of the badge. `Saved` only when the server was seen to hold every word of this page. */
export function describeSaving({ link, unsaved, isProven, isKept, canWrite }: SaveFacts): SaveDescription {
  if (!canWrite) {
    if (link === 'open') return { kind: 'saved', words: 'Live', meaning: 'You see every change as it is made.' }
    if (link === 'connecting') return { kind: 'busy', words: 'Connecting…', meaning: 'Getting the newest text.' }
    return { kind: 'offline', words: 'Offline', meaning: 'You see the last known text.' }
  }
  if (link === 'open') {
    if (isProven) return { kind: 'saved', words: 'Saved', meaning: 'Every word is stored on the server.' }
    return { kind: 'busy', words: 'Saving…', meaning: 'The server is storing your last changes.' }
  }
  if (unsaved > 0 && !isKept) {
    const meaning = 'This browser keeps nothing. Leave the page open until the connection is back.'
    return { kind: 'trouble', words: `Offline (${counted(unsaved)})`, meaning }
  }
  if (unsaved > 0) {
    const meaning = 'Kept in this browser, and sent when the connection is back. You can go on writing.'
    return { kind: 'offline', words: `Offline (${counted(unsaved)})`, meaning }
  }
  if (link === 'connecting') return { kind: 'busy', words: 'Connecting…', meaning: 'Getting the newest text.' }
  return {
    kind: 'offline',
    words: 'Offline',
    meaning: 'You can go on writing. It is sent when the connection is back.',
  }
}
