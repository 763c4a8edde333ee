import type { Fairness } from '#protocol/fairness'
import { reachOf } from '#protocol/permissions'
import type { Member } from '../../http/actor.ts'
import type { Scope } from '../../store/scope.ts'
import { smallest } from './chain.ts'
import type { Releases } from './keep-releases.ts'
import { presentTraits, type Traits } from './present.ts'

const definition =
  'Of applications that are hired or rejected, and whose candidates chose to say so: how many of each group came to a step, and how many of them went on. Withdrawn applications are in neither.'

const caution =
  'A flag says that a rate is below four fifths of the highest one, and that chance explains it badly; a watch says one of the two. Both are reasons to look, none is a legal finding. Everything is reckoned in favour of the group where a number is a range.'

const withheld =
  'Fairness is shown for the whole company alone. Figures of single jobs could be compared until they tell what one candidate said of themselves.'

/** The panel, for those who see the whole company. There are no filters: two answers of parts could be subtracted. */
export const readFairness =
  ({ releases, traits }: { releases: Releases; traits: Traits }) =>
  async (scope: Scope, member: Member): Promise<Fairness> => {
    const seesAll = reachOf(member.role, 'figures.read') === 'all'
    const release = seesAll ? await releases.read(member.employerId) : null
    return {
      traits: seesAll ? presentTraits(release?.tables ?? {}, traits) : [],
      withheld: seesAll ? null : withheld,
      definition,
      caution,
      smallestGroup: smallest,
      asOf: scope.now.toISOString(),
      stale: false,
    }
  }
