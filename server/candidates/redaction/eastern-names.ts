import anyAscii from 'any-ascii'
import { withinEdits } from './alike.ts'
import { isUnspaced } from './folded-text.ts'
import { matchesOf } from './matches.ts'
import type { Span } from './spans.ts'

// Names of East Asia stand in two scripts: `김민수` is `Kim Minsu`, `王小明` is `Wang Xiaoming`. How kanji are read nobody can
// tell from the characters, so that a Japanese name is found in the script it was given in alone.

/** Family names that are not written in Latin letters as they are spelt. */
const korean: Readonly<Record<string, string>> = {
  김: 'kim gim',
  이: 'lee yi rhee',
  박: 'park pak',
  최: 'choi',
  정: 'jung chung jeong',
  강: 'kang',
  조: 'cho jo',
  윤: 'yoon yun',
  장: 'jang chang',
  임: 'lim im',
  오: 'oh',
  서: 'suh seo',
  신: 'shin',
  권: 'kwon',
  안: 'ahn',
  전: 'jun chun',
  유: 'yoo you',
  고: 'koh ko',
  문: 'moon',
  손: 'sohn',
  백: 'paik baek',
  허: 'hur huh',
  노: 'roh noh',
  구: 'koo',
  우: 'woo',
}

/** The parts of a name without spaces in Latin letters: family, given name, and each of its syllables. */
export function romanised(part: string): string[] {
  const syllables = [...part].map((character) => anyAscii(character).toLowerCase())
  const whole = (from: number, to?: number) => syllables.slice(from, to).join('')
  const family = korean[[...part][0] ?? '']?.split(' ') ?? []
  return [...new Set([...syllables, whole(0), whole(1), whole(0, 2), whole(2), ...family])].filter(
    (word) => word.length > 1,
  )
}

const skeleton = (latin: string): string =>
  latin
    .replace(/[^a-z]/g, '')
    .replace(/ng/g, 'n')
    .replace(/[aeiouwyh]/g, '')
    .replace(/g|c|q/g, 'k')
    .replace(/d/g, 't')
    .replace(/b/g, 'p')
    .replace(/j|z|x/g, 's')
    .replace(/r/g, 'l')
    .replace(/(.)\1+/g, '$1')

const easternRun = /[\p{Script=Han}\p{Script=Hangul}]{2,40}/gu

/** A name given in Latin letters where it stands in Han or Hangul. */
export function inEasternScript(text: string, parts: readonly string[]): Span[] {
  if (!isUnspaced(text) || parts.length < 2) return []
  const [a = '', b = ''] = parts
  const wholes = new Set([parts.join(''), [...parts].reverse().join(''), b + a, a + b])
  const wanted = [...wholes].map(skeleton).filter((one) => one.length >= 3)
  const found: Span[] = []
  for (const run of matchesOf(easternRun, text)) {
    const characters = [...run[0]]
    const latin = characters.map((character) => anyAscii(character).toLowerCase())
    for (let from = 0; from < characters.length; from++) {
      for (let length = 2; length <= 4 && from + length <= characters.length; length++) {
        const read = latin.slice(from, from + length).join('')
        const isWord = length === characters.length
        if (!wholes.has(read) && !(isWord && soundsLike(read, wanted))) continue
        const start = run.index + characters.slice(0, from).join('').length
        found.push({ start, end: start + characters.slice(from, from + length).join('').length, kind: 'name' })
      }
    }
  }
  return found
}

function soundsLike(latin: string, wanted: readonly string[]): boolean {
  const heard = skeleton(latin)
  return wanted.some((one) => heard === one || (one.length >= 4 && withinEdits(heard, one, 1)))
}
