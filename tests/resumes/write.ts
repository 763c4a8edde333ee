import type { Culture } from './cultures.ts'

export type Truth = 'name' | 'contact' | 'link' | 'address' | 'school' | 'age' | 'gender'
/** A piece of a résumé; null: what may be read by everybody. */
export type Piece = readonly [Truth | null, string]

export interface Dice {
  pick<T>(of: readonly T[]): T
  number(from: number, to: number): number
  chance(of: number): boolean
  digits(form: string): string
}

export function diceOf(random: () => number): Dice {
  const number = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
  return {
    number,
    pick: (of) => {
      const found = of[Math.floor(random() * of.length)]
      if (found === undefined) throw new Error('Nothing to pick from')
      return found
    },
    chance: (of) => random() < of,
    digits: (form) => form.replace(/#/g, () => String(number(0, 9))).replace(/%/g, () => String(number(1, 9))),
  }
}

export const plain = (text: string): Piece => [null, text]

const months = 'January February March April May June July August September October November December'.split(' ')

/** A date in one of the culture's own forms; what stands for the age is the date, not the label. */
export function birth(culture: Culture, year: number, dice: Dice): Piece[] {
  const form = dice.pick(culture.births)
  const [d, m] = [dice.number(1, 28), dice.number(1, 12)]
  const two = (value: number) => String(value).padStart(2, '0')
  const at = form.indexOf('{')
  const fill = (text: string) =>
    text
      .replace('{d}', two(d))
      .replace('{m}', two(m))
      .replace('{y}', String(year))
      .replace('{M}', months[m - 1] ?? '')
  const end = form.lastIndexOf('}') + 1
  return [plain(form.slice(0, at)), ['age', fill(form.slice(at, end))], plain(form.slice(end))]
}

export function age(culture: Culture, years: number, dice: Dice): Piece[] {
  const [before = '', after = ''] = dice.pick(culture.ages).split('{a}')
  return [plain(before), ['age', String(years)], plain(after)]
}

/** Without accents and in small letters, as addresses in the net are made. */
export const bare = (name: string): string =>
  name
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .replace(/[đĐ]/g, 'd')
    .replace(/ı/g, 'i')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[þÞ]/g, 'th')
    .replace(/[ðÐ]/g, 'd')
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()
