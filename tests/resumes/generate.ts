import { randomOf } from '../random.ts'
import { layouts } from './layouts.ts'
import { aPerson, type FixturePerson } from './person.ts'
import { diceOf, type Piece, type Truth } from './write.ts'

export interface FixtureResume {
  readonly person: FixturePerson
  readonly text: string
  /** Every piece that tells who the person is, by offsets. */
  readonly truths: readonly { readonly kind: Truth; readonly start: number; readonly end: number }[]
}

/** So many résumés, the same for the same seed: all cultures in turn, in all layouts. */
export function generateResumes(count: number, seed: number): FixtureResume[] {
  return Array.from({ length: count }, (_, index) => {
    const dice = diceOf(randomOf(seed * 100_000 + index))
    const person = aPerson(dice, index)
    const layout = layouts[(index + Math.floor(index / layouts.length)) % layouts.length] ?? dice.pick(layouts)
    return joined(person, layout(person, dice))
  })
}

function joined(person: FixturePerson, pieces: readonly Piece[]): FixtureResume {
  let text = ''
  const truths: { kind: Truth; start: number; end: number }[] = []
  for (const [kind, words] of pieces) {
    if (kind !== null) truths.push({ kind, start: text.length, end: text.length + words.length })
    text += words
  }
  return { person, text, truths }
}
