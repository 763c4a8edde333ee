import { type Demographics, type Trait, traits } from '#protocol/demographics'

/** The group of somebody by question; a question that was not answered is not there. */
export type Groups = Readonly<Partial<Record<Trait, string>>>

/** What is kept of the form; null: nothing was disclosed, so nothing is kept. */
export function groupsIn(answers: Demographics): Groups | null {
  const disclosed = Object.entries(answers).filter(([, group]) => group !== undefined && group !== 'undisclosed')
  return disclosed.length > 0 ? Object.fromEntries(disclosed) : null
}

const disclosed = (trait: Trait): readonly string[] => traits[trait].options.filter((group) => group !== 'undisclosed')

/** The groups of each question, for figures: who did not answer is in none. */
export const groupsByTrait: Readonly<Record<Trait, readonly string[]>> = {
  gender: disclosed('gender'),
  ethnicity: disclosed('ethnicity'),
  ageBand: disclosed('ageBand'),
  disability: disclosed('disability'),
  veteran: disclosed('veteran'),
}
