import type { ResumeKind } from './kind.ts'

/** Why a file's text could not be read. */
export type Unreadable = 'protected' | 'broken' | 'too-large' | 'no-text'

/** What the thread is asked. */
export interface TextRequest {
  readonly kind: ResumeKind
  readonly bytes: Uint8Array
}

/** What the thread answers. */
export type TextResult = { readonly text: string } | { readonly unreadable: Unreadable }

/** So much of a text is kept, in characters: as much as can be typed into the form. */
export const mostCharacters = 200_000
/** So many pages are read. */
export const mostPages = 60

/** Lines without what cannot be seen, without room at their ends, and without more than one empty one in a row. */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\f\v]/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u{fff0}-\u{ffff}]/gu, '')
    .replace(/(?<![ \t\u00a0])[ \t\u00a0]+(?=\n|$)/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, mostCharacters)
}
