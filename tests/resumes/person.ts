import { type Culture, cultures } from './cultures.ts'
import { bare, type Dice } from './write.ts'

export interface FixturePerson {
  readonly cultureName: string
  readonly culture: Culture
  /** As it is typed in the form: the engine is told this. */
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly given: string
  readonly family: string
  readonly born: number
  /** All the ways in which the person writes the own name. */
  readonly called: readonly string[]
  /** Names of accounts. */
  readonly handle: string
}

export function aPerson(dice: Dice, index: number): FixturePerson {
  const names = Object.keys(cultures)
  const cultureName = names[index % names.length] ?? ''
  const culture = cultures[cultureName]
  if (!culture) throw new Error(`No culture ${index}`)
  const [g, f] = [dice.number(0, culture.given.length - 1), dice.number(0, culture.family.length - 1)]
  const [given = '', family = ''] = [culture.given[g], culture.family[f]]
  const native = culture.native && [culture.native[0][g] ?? '', culture.native[1][f] ?? '']
  const order = (a: string, b: string, space = ' ') => (culture.familyFirst ? `${b}${space}${a}` : `${a}${space}${b}`)
  const isTight = cultureName === 'chinese' || cultureName === 'korean'
  const nativeName = native && order(native[0] ?? '', native[1] ?? '', isTight ? '' : ' ')
  const name = nativeName && dice.chance(0.4) ? nativeName : order(given, family)
  const [a, b] = [bare(given), bare(family)]
  const local = dice.pick([
    `${a}.${b}`,
    `${a[0]}${b}`,
    `${b}${dice.number(70, 99)}`,
    `${a}_${b}`,
    `${a}${b[0]}.work`,
    `hello.${b}`,
  ])
  return {
    cultureName,
    culture,
    name,
    given,
    family,
    email: `${local}@${dice.pick(culture.domains)}`,
    phone: dice.digits(dice.pick(culture.phones)),
    born: dice.number(1958, 2003),
    handle: dice.pick([`${a}${b}`, `${a}-${b}`, `${b}_${a[0]}`, `${a}codes`, `${a[0]}${b}${dice.number(1, 99)}`]),
    called: waysOf(given, family, nativeName ?? null),
  }
}

function waysOf(given: string, family: string, native: string | null): string[] {
  const upper = `${given} ${family}`.toUpperCase()
  const first = given.split(/[ -]/)[0] ?? given
  return [
    `${given} ${family}`,
    `${family} ${given}`,
    `${family}, ${given}`,
    upper,
    `${given[0]}. ${family}`,
    `${first} ${family}`,
    given,
    family,
    `${given} ${family}`.normalize('NFD'),
    `${given} ${family}`.normalize('NFD').replace(/\p{M}/gu, ''),
    ...(native ? [native] : []),
  ].filter((way) => way.length > 2)
}
