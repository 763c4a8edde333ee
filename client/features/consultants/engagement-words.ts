import type { EngagementState } from '#protocol/consultants'

/** What a state is called; colour only for what goes on. */
export const stateWords: Readonly<Record<EngagementState, { readonly label: string; readonly color: string }>> = {
  invited: { label: 'Invited', color: 'violet' },
  active: { label: 'Active', color: 'indigo' },
  declined: { label: 'Declined', color: 'gray' },
  withdrawn: { label: 'Taken back', color: 'gray' },
  ended: { label: 'Ended', color: 'gray' },
}

const isOver = ({ state }: { readonly state: EngagementState }): boolean => state !== 'invited' && state !== 'active'

/** As people look for them: what waits for an answer, what goes on, what is over; each newest first. */
export function groupsOf<Item extends { readonly state: EngagementState }>(items: readonly Item[]) {
  return {
    invited: items.filter(({ state }) => state === 'invited'),
    active: items.filter(({ state }) => state === 'active'),
    past: items.filter(isOver),
  }
}
