import { traits } from '#protocol/demographics'
import type { Groups } from '../demographics/groups.ts'
import type { Chronicle } from './chronicle.ts'
import { type Random, randomOf } from './random.ts'

/** The share of those who answer the voluntary questions. */
const answering = 0.74

/** How often each answer comes, of a hundred, in the order of the contract. */
const shares = {
  gender: [47, 46, 4, 1, 2],
  ethnicity: [17, 13, 6, 1, 4, 49, 6, 1, 3],
  ageBand: [14, 41, 25, 12, 5, 1, 2],
  disability: [11, 83, 6],
  veteran: [3, 92, 5],
} as const

/** What candidates of the demo say of themselves: invented, and independent of what became of them. */
export function discloseGroups({ applications }: Pick<Chronicle, 'applications'>): Map<string, Groups> {
  const disclosed = new Map<string, Groups>()
  for (const applicationId of applications.keys()) {
    const random = randomOf(`groups ${applicationId}`)
    if (!random.chance(answering)) continue
    const groups = Object.entries(shares).flatMap(([trait, of]) => {
      const group = traits[trait as keyof typeof traits].options[drawn(random, of)]
      return group === undefined || group === 'undisclosed' ? [] : [[trait, group] as const]
    })
    if (groups.length > 0) disclosed.set(applicationId, Object.fromEntries(groups))
  }
  return disclosed
}

/** Which of the shares a draw falls into. */
function drawn(random: Random, of: readonly number[]): number {
  let left = random.int(0, of.reduce((sum, share) => sum + share, 0) - 1)
  return of.findIndex((share) => {
    left -= share
    return left < 0
  })
}
