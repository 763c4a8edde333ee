import { z } from 'zod'

/** Where a line ends or a column begins: in a name, a space. */
const breaks = / *[\t-\r\u0085\u2028\u2029][\t-\r\u0085\u2028\u2029 ]*/g

/**
 * What nobody sees in a name: controls, marks that turn the direction of all that follows, spaces without width, and
 * letters that are blank. Joiners stay, since Persian and Indic names are spelled with them; so do the marks by which a
 * Chinese, Mongolian or Khmer letter is told from its like.
 */
const unseen =
  /(?!\p{Join_Control}|\p{Variation_Selector}|[\u034F\u17B4\u17B5\u180E])[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu

const isSeen = (text: string): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text)

/** A name as it is read: pasted with what cannot be seen, it is the same name; made of nothing else, it is none. */
export function seenName(written: string): string {
  const name = written.replace(breaks, ' ').replace(unseen, '').trim()
  return isSeen(name) ? name : ''
}

/** The name of a person or a company, as somebody writes or pastes it. */
export const Name = z.string().overwrite(seenName).min(1, 'This cannot be empty.').max(120, 'At most 120 characters.')
