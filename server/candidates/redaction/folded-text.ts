import anyAscii from 'any-ascii'

/** A text in small Latin letters, in which each character knows where in the text it comes from. */
export interface FoldedText {
  readonly folded: string
  /** Where the character of the text begins that the folded one at this index comes from; one more at the end. */
  readonly origin: readonly number[]
}

/** Accents on their own, vowel signs of Hebrew and Arabic, joiners, soft hyphens: none of them may tear a name apart. */
const unseen = /[\u{300}-\u{36f}\u{591}-\u{5c7}\u{640}\u{64b}-\u{65f}\u{670}\p{Cf}]/u

/**
 * Folds case, accents, width and script, so that a name is found however it is written: `Ö` is `o`, `Ж` is `zh`, and what
 * cannot be seen is left out. Scripts without spaces between words stay as they are.
 */
function foldText(text: string): FoldedText {
  const folded: string[] = []
  const origin: number[] = []
  let at = 0
  for (const character of text) {
    for (const unit of foldCharacter(character)) {
      folded.push(unit)
      origin.push(at)
    }
    at += character.length
  }
  origin.push(text.length)
  return { folded: folded.join(''), origin }
}

/** One word or name, folded the same way. */
export const fold = (text: string): string => foldText(text.normalize('NFC')).folded

const known = new Map<string, string>()

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : character
  let found = known.get(character)
  if (found === undefined) {
    found = ascii(character)
    // Only so much of what strangers type is remembered.
    if (known.size < 20_000) known.set(character, found)
  }
  return found
}

function ascii(character: string): string {
  if (unseen.test(character)) return ''
  if (isUnspaced(character)) return character
  const plain = anyAscii(character).toLowerCase()
  return /\s/u.test(character) ? ' ' : plain
}

/** Han, kana, Hangul, Thai, Lao, Khmer, Burmese: words stand there without spaces between them. */
export const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const unspacedCharacter = new RegExp(`[${unspaced}]`, 'u')
export const isUnspaced = (text: string): boolean => unspacedCharacter.test(text)
