type Row = readonly [keys: string, words: string]

export interface KeyGroup {
  readonly title: string
  readonly rows: readonly Row[]
}

const going: readonly Row[] = [
  ['← ↑ ↓ →', 'Go from card to card'],
  ['Home End', 'First and last card of the stage'],
  ['Enter', 'Open the candidate'],
  ['?', 'Show these keys'],
]

const moving: readonly Row[] = [
  ['Space', 'Lift the card; again to drop it'],
  ['← →', 'Carry the lifted card to another stage'],
  ['Esc', 'Put the lifted card back, or choose nobody'],
  ['M', 'Move to… (then 1 to 9 for a stage)'],
  ['H', 'Put on hold, or take off hold'],
  ['R', 'Reject, with a reason'],
  ['S', 'Schedule an interview'],
]

const choosing: readonly Row[] = [
  ['X', 'Choose the card, or leave it out'],
  ['Shift ↑ ↓', 'Choose the next cards, too'],
  ['M', 'Move all chosen cards'],
  ['H', 'Put them on hold'],
  ['R', 'Reject them, with one reason'],
]

const reading: readonly Row[] = [
  ['J', 'Next candidate'],
  ['K', 'Candidate before'],
  ['Esc', 'Back to the card'],
]

const deciding: readonly Row[] = [
  ['M', 'Move the open candidate to…'],
  ['R', 'Reject the open candidate, with a reason'],
  ['S', 'Schedule an interview with the open candidate'],
]

/** The keys that are bound on the page as it is now. What one may not do, or not do here, is not listed. */
export function keyGroups({ canMove, isOpen }: { canMove: boolean; isOpen: boolean }): readonly KeyGroup[] {
  return [
    { title: 'On a card', rows: canMove ? [...going, ...moving] : going },
    ...(canMove ? [{ title: 'Several cards', rows: choosing }] : []),
    ...(isOpen ? [{ title: 'Beside an open candidate', rows: canMove ? [...reading, ...deciding] : reading }] : []),
  ]
}
