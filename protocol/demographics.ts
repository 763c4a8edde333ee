import { z } from 'zod'
import { put } from './contract.ts'

/**
 * The voluntary questions and what can be answered. `another`: whoever describes themselves in words that are not
 * listed; a group of its own, and no words are kept. `undisclosed` is the same as leaving the question out.
 */
export const traits = {
  gender: z.enum(['woman', 'man', 'non_binary', 'another', 'undisclosed']),
  ethnicity: z.enum([
    'asian',
    'black',
    'hispanic_latino',
    'indigenous',
    'middle_eastern_north_african',
    'white',
    'mixed',
    'another',
    'undisclosed',
  ]),
  ageBand: z.enum(['under_25', '25_34', '35_44', '45_54', '55_64', '65_and_over', 'undisclosed']),
  disability: z.enum(['yes', 'no', 'undisclosed']),
  veteran: z.enum(['yes', 'no', 'undisclosed']),
}
export type Trait = keyof typeof traits

/** What somebody says of themselves, for figures over many people alone. No call ever answers one person's. */
export const Demographics = z.strictObject({
  gender: traits.gender.optional(),
  ethnicity: traits.ethnicity.optional(),
  ageBand: traits.ageBand.optional(),
  disability: traits.disability.optional(),
  veteran: traits.veteran.optional(),
})
export type Demographics = z.infer<typeof Demographics>

export const endpoints = {
  giveDemographics: put('/portal/demographics', {
    summary:
      'Answer the voluntary questions, in place of earlier answers; an empty body takes them back. Nobody reads them back.',
    access: 'candidate',
    limit: 'auth',
    body: Demographics,
  }),
}
