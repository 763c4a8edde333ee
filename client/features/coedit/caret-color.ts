import { hashOf } from '../../ui/code-pattern.ts'

/**
 * Colours for carets and rings. Each is dark enough for white letters on it (4.5 to 1) and light enough to be seen as
 * a line on the dark surface (3 to 1), so that one colour is right in both looks.
 */
export const caretColors = [
  '#5b65d8',
  '#c63199',
  '#107c91',
  '#c04d13',
  '#9053cd',
  '#2b8045',
  '#d42d56',
  '#1b74bd',
  '#84700b',
  '#9c606f',
] as const

/** The colour of a person, the same on every screen and day. */
export const caretColorOf = (userId: string): string =>
  caretColors[hashOf(userId) % caretColors.length] ?? caretColors[0]
