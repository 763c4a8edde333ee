import type { Fairness } from '#protocol/fairness'
import { reachOf } from '#protocol/permissions'
import type { Member } from '../../http/actor.ts'
import type { Scope } from '../../store/scope.ts'
import { smallest } from './chain.ts'
import type { Releases } from './keep-releases.ts'
import { presentTraits, type Traits } from './present.ts'
import type { ReleaseRecord } from './repository.ts'

const definition =
  'Of applications that are hired or rejected, and whose candidates chose to say so: how many of each group came to a step, and how many of them went on. Withdrawn applications are in neither.'

const caution =
  'A flag says that a rate is below four fifths of the highest one, and that chance explains it badly; a watch says one of the two. Both are reasons to look, none is a legal finding. Everything is reckoned in favour of the group where a number is a range.'

const withheld =
  'Fairness is shown for the whole company alone. Figures of single jobs could be compared until they tell what one candidate said of themselves.'

/** Reads the panel for a member; `soon` does not wait for what takes longer than a moment. */
export type FairnessReader = (scope: Scope, member: Member, how?: 'whole' | 'soon') => Promise<Fairness>

/** So many employers' panels are kept. */
const most = 200

/** The panel, for those who see the whole company. There are no filters: two answers of parts could be subtracted. */
export function createFairnessReader({ releases, traits }: { releases: Releases; traits: Traits }): FairnessReader {
  const nothing = presentTraits({}, traits)
  const kept = new Map<string, { seq: number; shown: Fairness['traits'] }>()

  // The tests behind a panel take a while, and every reader of one release is told the same.
  function shownOf({ _id, seq, tables }: ReleaseRecord): Fairness['traits'] {
    const known = kept.get(_id)
    if (known?.seq === seq) return known.shown
    const shown = presentTraits(tables, traits)
    if (kept.size >= most) kept.clear()
    kept.set(_id, { seq, shown })
    return shown
  }

  return async (scope, member, how = 'whole') => {
    const seesAll = reachOf(member.role, 'figures.read') === 'all'
    const read = how === 'soon' ? releases.soon : releases.read
    const release = seesAll ? await read(member.employerId, member) : null
    return {
      traits: seesAll ? (release ? shownOf(release) : nothing) : [],
      withheld: seesAll ? null : withheld,
      definition,
      caution,
      smallestGroup: smallest,
      asOf: scope.now.toISOString(),
      stale: false,
    }
  }
}
